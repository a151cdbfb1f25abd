using System.Text;
using Interconn.Sdk.Datasets;

namespace Interconn.Sdk.Conformance.OnTheWire;

/// <summary>Group C: what is signed and matched is the target as it stands in the request line.</summary>
public sealed class CanonicalisationTests : NodeOnTheWire
{
    private const string Listed = DatasetList + "?contract_id=c-01&page_num=1&page_size=10";

    [TestCase("/v1/interconn/node/%68ealth")]
    [TestCase("/v1/interconn/node%2Fhealth")]
    [TestCase("/v1/interconn/%2e%2e/interconn/node/health")]
    [TestCase("/v1/interconn/x/../node/health")]
    [TestCase("/v1/interconn/./node/health")]
    [TestCase("//v1/interconn/node/health")]
    [TestCase("/v1/interconn//node/health")]
    [TestCase("/v1/interconn/node/health/")]
    [TestCase("/v1/interconn/node/health//")]
    [TestCase("/v1/interconn/node/health/?")]
    [TestCase("/v1/interconn/node/health;v=1")]
    [TestCase("/v1/interconn/node/health.")]
    [TestCase("/v1/interconn/node/health%20")]
    [TestCase("/v1/interconn/node/health#x")]
    [TestCase("/v1/interconn/node%5Chealth")]
    [TestCase("/v1/interconn/node\\health")]
    [TestCase("/v1/interconn/node/%2568ealth")]
    [TestCase("/v1/interconn/node%c0%afhealth")]
    [TestCase("/v1/interconn/node/health%3Bv=1")]
    [TestCase("/v1/interconn/node/health%3Fx=1")]
    [TestCase("/V1/Interconn/Node/Health")]
    [TestCase("http://node.test/v1/interconn/node/health")]
    [TestCase("http://127.0.0.1/v1/interconn/node/health")]
    public async Task C38_AnotherSpellingOfARoute_IsNoRoute(string target)
    {
        // Signed over the very target that is sent, so that nothing but the spelling can refuse it.
        RequestDraft draft = RequestDraft.Get(target);
        if (target.StartsWith("http", StringComparison.Ordinal))
        {
            draft["Host"] = new Uri(target).Authority;
        }

        Assert.That((await SendAsync(draft)).Status, Is.EqualTo(404));
        WireAnswer answer = await SendAsync(draft);
        await RefusedAsync(draft, answer.Code is null ? "404/none" : "404/40401");
    }

    [Test]
    public async Task C38_TheSpellingOfTheStandard_IsServed() => await ServedAsync(RequestDraft.Get(Health));

    [TestCase(DatasetList + "?page_num=1&contract_id=c-01&page_size=10", TestName = "C39_QueryInAnotherOrder_IsNotWhatWasSigned")]
    [TestCase(DatasetList + "?contract_id=c%2D01&page_num=1&page_size=10", TestName = "C39_QueryEscapedOtherwise_IsNotWhatWasSigned")]
    [TestCase(Listed + "&", TestName = "C39_ClosingAmpersand_IsNotWhatWasSigned")]
    [TestCase(Listed + "&page_size=10", TestName = "C39_KnownKeyAgain_IsNotWhatWasSigned")]
    [TestCase(Listed + "&x=1", TestName = "C39_UnknownKeyAdded_IsNotWhatWasSigned")]
    [TestCase(Listed + "#x", TestName = "C39_FragmentAdded_IsNotWhatWasSigned")]
    [TestCase(DatasetList + "?contract_id=c-01&page_num=1&page_size=11", TestName = "C39_ValueChanged_IsNotWhatWasSigned")]
    [TestCase(DatasetList + "?CONTRACT_ID=c-01&page_num=1&page_size=10", TestName = "C39_KeyInOtherLetters_IsNotWhatWasSigned")]
    public async Task C39_QueryChangedAfterSigning_IsNotAuthenticated(string target)
    {
        RequestDraft draft = RequestDraft.Get(Listed);
        draft.Target = target;
        await RefusedAsync(draft, "401/40101");
    }

    [Test]
    public async Task C39_EmptyQueryAddedAfterSigning_IsNotAuthenticated()
    {
        RequestDraft draft = RequestDraft.Get(Health);
        draft.Target += "?";
        await RefusedAsync(draft, "401/40101");
    }

    [TestCase("%20", "+")]
    [TestCase("+", "%20")]
    public async Task C39_BlankSpelledOtherwiseAfterSigning_IsNotAuthenticated(string before, string after)
    {
        RequestDraft draft = RequestDraft.Get($"{DatasetList}?contract_id=c{before}01");
        draft.Target = $"{DatasetList}?contract_id=c{after}01";
        await RefusedAsync(draft, "401/40101");
    }

    [TestCase(Health + "?")]
    [TestCase(Health + "?x=1&x=2&&=&%20=+")]
    [TestCase(DatasetList + "?page_size=10&&contract_id=c%2d01&page_num=1&x=1&x=2")]
    public async Task C39_UnusualQueryThatWasSigned_IsServed(string target) => await ServedAsync(RequestDraft.Get(target));

    [TestCase("?contract_id=c-01&contract_id=c-01", "contract_id")]
    [TestCase("?contract_id=c-01&page_num=1&page_num=2", "page_num")]
    [TestCase("?contract_id=c-01&contract%5Fid=c-02", "contract_id")]
    [TestCase("?contract_id", "contract_id")]
    [TestCase("?contract_id=", "contract_id")]
    [TestCase("?contract_id=c%0A01", "contract_id")]
    [TestCase("?contract_id=c%0001", "contract_id")]
    [TestCase("?page_num=1", "contract_id")]
    [TestCase("", "contract_id")]
    [TestCase("?Contract_Id=c-01", "contract_id")]
    public async Task C39_QueryThatBreaksAFieldRule_NamesTheField(string query, string field)
    {
        WireAnswer answer = await RefusedAsync(RequestDraft.Get(DatasetList + query), "400/40004", verified: true);
        Assert.That(answer.Msg, Is.EqualTo("field rule violated: " + field));
    }

    [TestCase("contract_Id")]
    [TestCase("contractId")]
    public async Task C39_ErratumSpellingBesideTheRightOne_IsARepetition(string alias) =>
        await RefusedAsync(RequestDraft.Get($"/v1/interconn/component/list?contract_id=c-01&{alias}=c-01"), "400/40004", verified: true);

    [TestCase("?contract_id=c-01%")]
    [TestCase("?contract_id=c-01%4")]
    [TestCase("?contract_id=c-01%zz")]
    [TestCase("?contract_id=%C3%28", Description = "no UTF-8")]
    [TestCase("?contract_id=%C0%AF", Description = "overlong")]
    [TestCase("?contract_id=%ED%A0%80", Description = "half a surrogate pair")]
    [TestCase("?%ff=1&contract_id=c-01", Description = "in a name that nobody knows")]
    public async Task C39_QueryThatIsNoPercentEncodedUtf8_IsMalformed(string query) =>
        await RefusedAsync(RequestDraft.Get(DatasetList + query), "400/40001", verified: true);

    [TestCase("?contract_id=c-01#x")]
    [TestCase("?contract_id=c-01%23x")]
    public async Task C39_FragmentThatWasSigned_IsPartOfTheValue(string query) =>
        await RefusedAsync(RequestDraft.Get(DatasetList + query), "404/40401", verified: true);

    [TestCase("x-source-node-id")]
    [TestCase("x-trace-id")]
    [TestCase("x-nonce")]
    public async Task C40_EscapedNewlineInAHeader_IsNoForm(string header)
    {
        RequestDraft draft = RequestDraft.Get(Health);
        draft[header] += "%0A";
        draft.Sign();
        await RefusedAsync(draft, "400/40002");
    }

    [TestCase("x-source-node-id", "\n")]
    [TestCase("x-trace-id", "\r")]
    [TestCase("x-trace-id", "\u2028")]
    public async Task C40_NewlineInAHeader_NeverReachesTheStringToSign(string header, string newline)
    {
        RequestDraft draft = RequestDraft.Get(Health);
        draft[header] = $"A{newline}B";
        WireAnswer answer = await SendAsync(draft);
        await RefusedAsync(draft, newline == "\u2028" ? "400/40002" : "400/none");
        Assert.That(answer.Status, Is.EqualTo(400));
    }

    [TestCase("\u00e9", "e\u0301")]
    [TestCase("e\u0301", "\u00e9")]
    public async Task C42_BodyInAnotherNormalForm_IsNotWhatWasSigned(string before, string after)
    {
        RequestDraft draft = RequestDraft.Post(DatasetApply, Application.Replace("a-1", before, StringComparison.Ordinal));
        draft.Body = Encoding.UTF8.GetBytes(Application.Replace("a-1", after, StringComparison.Ordinal));
        await RefusedAsync(draft, "401/40101");
    }

    [TestCase("\u00e9")]
    [TestCase("e\u0301")]
    public async Task C42_EitherNormalForm_ReachesTheHandlerAsItWasSigned(string id)
    {
        await ServedAsync(RequestDraft.Post(DatasetApply, Application.Replace("a-1", id, StringComparison.Ordinal)));
        Assert.That(((DatasetAuditApplication)Script.Calls[^1].Request!).AuditId, Is.EqualTo(id));
    }

    [Test]
    public async Task C42_ByteOrderMarkBeforeTheJson_IsNoJson() =>
        await RefusedAsync(RequestDraft.Post(DatasetApply, "\ufeff" + Application), "400/40003", verified: true);
}
