using System.Text;

namespace Interconn.Sdk.Conformance.OnTheWire;

/// <summary>Group H, headers: each of its form and once, whatever a server or a gateway makes of others.</summary>
public sealed class HeaderTests : NodeOnTheWire
{
    private static readonly string[] OnceOnly =
        ["x-source-node-id", "x-target-node-id", "x-timestamp", "x-nonce", "x-trace-id", "x-csrf-protection", "x-auth-sign"];

    [Test]
    public async Task H30_HeaderOnTwoLines_IsIllFormed([ValueSource(nameof(OnceOnly))] string name, [Values] bool sameValue)
    {
        RequestDraft draft = RequestDraft.Post(DatasetApply, Application);
        string value = draft[name]!;
        draft.Headers.Add(new(name, sameValue ? value : value[..^1] + (value[^1] == '0' ? '1' : '0')));
        await RefusedAsync(draft, "400/40002");
    }

    [Test]
    public async Task H30_HeaderOnTwoLinesInOtherLetters_IsIllFormed([ValueSource(nameof(OnceOnly))] string name)
    {
        RequestDraft draft = RequestDraft.Post(DatasetApply, Application);
        draft.Headers.Insert(0, new(name.ToUpperInvariant(), draft[name]!));
        await RefusedAsync(draft, "400/40002");
    }

    [Test]
    public async Task H30_TwoValuesJoinedByAComma_AreIllFormed([ValueSource(nameof(OnceOnly))] string name)
    {
        RequestDraft draft = RequestDraft.Post(DatasetApply, Application);
        draft[name] = draft[name] + "," + draft[name];
        await RefusedAsync(draft, "400/40002");
    }

    [Test]
    public async Task H30_EmptyLineBesideAGoodOne_IsIllFormed([ValueSource(nameof(OnceOnly))] string name)
    {
        RequestDraft draft = RequestDraft.Post(DatasetApply, Application);
        draft.Headers.Add(new(name, ""));
        await RefusedAsync(draft, "400/40002");
    }

    [TestCase("x-trace-id: a\rb", TestName = "H31_CarriageReturnInAValue_IsRefusedByTheServer")]
    [TestCase("x-trace-id: a\nb", TestName = "H31_LineFeedInAValue_IsRefusedByTheServer")]
    [TestCase("x-trace-id: a\0b", TestName = "H31_NulInAValue_IsRefusedByTheServer")]
    [TestCase("x-tr\0ace-id: a", TestName = "H31_NulInAName_IsRefusedByTheServer")]
    [TestCase("x-other: a|\tb", TestName = "H31_LineFoldedWithATab_IsRefusedByTheServer")]
    [TestCase("x-other: a| b", TestName = "H31_LineFoldedWithABlank_IsRefusedByTheServer")]
    [TestCase("x-other : a", TestName = "H31_BlankBeforeTheColon_IsRefusedByTheServer")]
    [TestCase("x-other", TestName = "H31_LineWithoutAColon_IsRefusedByTheServer")]
    [TestCase(": a", TestName = "H31_LineWithoutAName_IsRefusedByTheServer")]
    public async Task H31_HeaderThatIsNone_IsRefusedByTheServer(string lines) =>
        await RefusedAsync(WithLines(RequestDraft.Get(Health), "Host: node.test|" + lines), "400/none");

    [Test]
    public async Task H31_LineFeedAlone_CannotSlipInAHeaderThatIsCovered()
    {
        // The server ends a line at a bare line feed too, where a gateway may not.
        byte[] request = WithLines(RequestDraft.Get(Health), "Host: node.test|x-other: a\nx-source-node-id: STRANGER");
        await RefusedAsync(request, "400/40002");
    }

    [TestCase("x-source-node-id", "Jé0100001100000000")]
    [TestCase("x-source-node-id", "ＪG0100001100000000", Description = "full-width letter")]
    [TestCase("x-source-node-id", "JG01 00001100000000")]
    [TestCase("x-source-node-id", "JG01/00001100000000")]
    [TestCase("x-source-node-id", "")]
    [TestCase("x-target-node-id", "ＬX0000010000280")]
    [TestCase("x-target-node-id", "")]
    [TestCase("x-trace-id", "Ürsprung")]
    [TestCase("x-trace-id", "{0}")]
    [TestCase("x-trace-id", "")]
    [TestCase("x-nonce", "éééééééééééééééé")]
    [TestCase("x-nonce", "0123456789abcde", Description = "15 characters")]
    [TestCase("x-nonce", "0123456789abcdef.", Description = "a dot")]
    [TestCase("x-nonce", "")]
    [TestCase("x-csrf-protection", "é")]
    [TestCase("x-csrf-protection", "a b")]
    [TestCase("x-csrf-protection", "")]
    [TestCase("x-mprac-token-set", "urn:interconn:DATASET:LX0000010000280:d-é/1/t")]
    [TestCase("x-mprac-token-set", "")]
    public async Task H33_ValueOfAnotherForm_IsIllFormed(string name, string value)
    {
        RequestDraft draft = RequestDraft.Post(DatasetApply, Application);
        draft[name] = value;
        draft.Sign();
        await RefusedAsync(draft, "400/40002");
    }

    [TestCase("x-source-node-id", 128)]
    [TestCase("x-target-node-id", 128)]
    [TestCase("x-trace-id", 128)]
    [TestCase("x-nonce", 64)]
    [TestCase("x-csrf-protection", 128)]
    public async Task H33_ValueThatIsTooLong_IsIllFormed(string name, int longest)
    {
        RequestDraft draft = RequestDraft.Post(DatasetApply, Application);
        draft[name] = new string('a', longest + 1);
        draft.Sign();
        await RefusedAsync(draft, "400/40002");
    }

    [TestCase("x-trace-id", 128)]
    [TestCase("x-nonce", 64)]
    [TestCase("x-csrf-protection", 128)]
    public async Task H33_ValueOfTheLongestForm_IsServed(string name, int longest)
    {
        RequestDraft draft = RequestDraft.Post(DatasetApply, Application);
        draft[name] = new string('a', longest);
        await ServedAsync(draft.Sign());
    }

    [Test]
    public async Task H33_BytesThatAreNoUtf8_AreRefusedByTheServer()
    {
        RequestDraft draft = RequestDraft.Get(Health);
        draft["x-trace-id"] = "MARK";
        string head = Encoding.Latin1.GetString(draft.ToWire()).Replace("MARK", "a\u00ffb", StringComparison.Ordinal);
        await RefusedAsync(Encoding.Latin1.GetBytes(head), "400/none");
    }

    [Test]
    public async Task H33_HeadersBeyondTheServersTotal_AreRefusedByTheServer()
    {
        RequestDraft draft = RequestDraft.Get(Health);
        draft.Headers.Add(new("x-padding", new string('a', 40_000)));
        await RefusedAsync(draft, "431/none");
    }

    [Test]
    public async Task H33_MoreHeadersThanTheServerTakes_AreRefusedByTheServer()
    {
        RequestDraft draft = RequestDraft.Get(Health);
        draft.Headers.AddRange(Enumerable.Range(0, 200).Select(i => new KeyValuePair<string, string>($"x-{i}", "a")));
        await RefusedAsync(draft, "431/none");
    }

    [TestCase("x-source-node-id", "x_source_node_id")]
    [TestCase("x-target-node-id", "x_target_node_id")]
    [TestCase("x-timestamp", "x_timestamp")]
    [TestCase("x-nonce", "X_Nonce")]
    [TestCase("x-source-node-id", "X-Node-Id")]
    public async Task H34_AliasInPlaceOfAHeader_IsNotRead(string name, string alias)
    {
        RequestDraft draft = RequestDraft.Get(Health);
        string value = draft[name]!;
        draft[name] = null;
        draft[alias] = value;
        await RefusedAsync(draft, "400/40002");
    }

    [Test]
    public async Task H34_SignatureUnderAnAlias_IsNotRead()
    {
        RequestDraft draft = RequestDraft.Get(Health);
        draft["X_Auth_Sign"] = draft["x-auth-sign"];
        draft["x-auth-sign"] = null;
        await RefusedAsync(draft, "401/40101");
    }

    [Test]
    public async Task H34_AliasBesideAHeader_ChangesNothing()
    {
        RequestDraft draft = RequestDraft.Get(Health);
        draft.Headers.Add(new("x_source_node_id", "STRANGER"));
        draft.Headers.Add(new("X_Nonce", "another-nonce-of-sixteen"));
        draft.Headers.Add(new("X_Auth_Sign", "none"));
        await ServedAsync(draft);
        Assert.That(Script.Calls[^1].Context.CallerNodeId, Is.EqualTo(TestNode.CallerId));
    }

    [TestCase("X-Forwarded-For", "203.0.113.9")]
    [TestCase("X-Forwarded-Host", "evil.test")]
    [TestCase("X-Forwarded-Proto", "https")]
    [TestCase("X-Forwarded-Prefix", "/gw")]
    [TestCase("X-Original-URL", "/v1/interconn/node/query")]
    [TestCase("X-Rewrite-URL", "/v1/interconn/node/query")]
    [TestCase("Forwarded", "for=203.0.113.9;host=evil.test")]
    [TestCase("X-HTTP-Method-Override", "POST")]
    [TestCase("X-HTTP-Method", "DELETE")]
    [TestCase("Host", "evil.test")]
    public async Task H35_HeadersThatGatewaysBelieve_ChangeNothing(string name, string value)
    {
        RequestDraft draft = RequestDraft.Get(Health);
        draft[name] = value;
        await ServedAsync(draft);
        HandledCall call = Script.Calls[^1];
        Assert.That(call.Context.Endpoint!.ToString(), Is.EqualTo("GET " + Health));
        Assert.That(call.Context.CallerNodeId, Is.EqualTo(TestNode.CallerId));
        Assert.That(call.Context.RemoteAddress!.MapToIPv4().ToString(), Is.EqualTo("127.0.0.1"));
    }

    [Test]
    public async Task H35_OverriddenMethod_DoesNotReachTheOtherMethodsRoute()
    {
        RequestDraft draft = RequestDraft.Get(DatasetApply);
        draft["X-HTTP-Method-Override"] = "POST";
        await RefusedAsync(draft, "405/none");
    }

    [TestCase("text/plain")]
    [TestCase("application/json; charset=gbk")]
    [TestCase("application/json; charset=utf-16")]
    [TestCase("multipart/form-data; boundary=x")]
    [TestCase("application/x-www-form-urlencoded")]
    [TestCase("application/json-patch+json")]
    [TestCase("application/jsonx")]
    [TestCase("application/json, text/plain")]
    [TestCase("json")]
    [TestCase("")]
    public async Task H37_BodyOfAnotherMediaType_IsNotServed(string contentType)
    {
        RequestDraft draft = RequestDraft.Post(DatasetApply, Application);
        draft["Content-Type"] = contentType;
        await RefusedAsync(draft, "415/41501");
    }

    [Test]
    public async Task H37_NoMediaType_IsNotServed()
    {
        RequestDraft draft = RequestDraft.Post(DatasetApply, Application);
        draft["Content-Type"] = null;
        await RefusedAsync(draft, "415/41501");
    }

    [Test]
    public async Task H37_MediaTypeTwice_IsNotServed()
    {
        RequestDraft draft = RequestDraft.Post(DatasetApply, Application);
        draft.Headers.Add(new("Content-Type", "application/json"));
        await RefusedAsync(draft, "415/41501");
    }

    [TestCase("application/json; charset=utf-8")]
    [TestCase("Application/JSON;charset=\"UTF-8\"")]
    public async Task H37_JsonInUtf8SaidOtherwise_IsServed(string contentType)
    {
        RequestDraft draft = RequestDraft.Post(DatasetApply, Application);
        draft["Content-Type"] = contentType;
        await ServedAsync(draft);
    }

    [TestCase("gzip")]
    [TestCase("identity")]
    [TestCase("br, gzip")]
    public async Task H37_ContentEncoding_IsNotServed(string encoding)
    {
        RequestDraft draft = RequestDraft.Post(DatasetApply, Application);
        draft["Content-Encoding"] = encoding;
        await RefusedAsync(draft, "415/41501");
    }
}
