using System.Globalization;
using System.Text;
using FsCheck;
using FsCheck.Fluent;
using Interconn.Sdk.Signing;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace Interconn.Sdk.Conformance.Attacks;

/// <summary>
/// S03: recorded requests with one thing changed, over the raw socket. What must come is worked out here from the profile's text: the first stage
/// that the change breaks.
/// </summary>
[TestFixture(SignatureAlgorithmIds.Sha256Ecdsa)]
[TestFixture(SignatureAlgorithmIds.Sha256Rsa)]
public sealed class FlippedByteTests(string algorithm)
{
    private const string IdCharacters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789._:-";
    private const string NonceCharacters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_-";
    private const string TokenSet = "urn:interconn:DATASET:LX0000010000280:d-01/1/abc.def, urn:interconn:MODEL:LX0000010000280:m-01/2/xyz";

    private static readonly string[] CoveredHeaders =
    [
        "x-source-node-id", "x-target-node-id", "x-timestamp", "x-nonce", "x-trace-id", "x-csrf-protection", "x-mprac-token-set", "x-auth-sign",
    ];

    private readonly SigningKey key = algorithm == SignatureAlgorithmIds.Sha256Rsa ? TestKeys.CallerRsaKey : TestKeys.CallerKey;
    private AttackedNode node = null!;

    [OneTimeSetUp]
    public async Task StartAsync() => node = await AttackedNode.StartAsync(
        key, map: app => app.MapPost("/own", (HttpContext http) => Results.Ok(http.Request.Path.Value)).RequireInterconnSignature());

    [OneTimeTearDown]
    public async Task StopAsync() => await node.DisposeAsync();

    [Test]
    public async Task S03_EveryByteOfAGetFlipped_IsRefusedByTheFirstStageThatBreaks() => await FlipAllAsync(WithTokens(node.Get()));

    [Test]
    public async Task S03_EveryByteOfAPostFlipped_IsRefusedByTheFirstStageThatBreaks() =>
        await FlipAllAsync(WithTokens(node.Post(AttackedNode.Write, """{"audit_id":"a-01","note":"说明"}""")));

    [Test]
    public async Task S03_EveryByteOfAnApplicationFlipped_IsNeverServed() =>
        // Here the key is in the body: its form is looked at first, and a flip in it may be any of three refusals.
        await FlipAllAsync(node.Sample("3.1"), "400/40003", "400/40004", "401/40101");

    private static IEnumerable<TestCaseData> Removals() =>
    [
        new("x-source-node-id", "400/40002"),
        new("x-target-node-id", "400/40002"),
        new("x-timestamp", "400/40002"),
        new("x-nonce", "400/40002"),
        new("x-trace-id", "401/40101"),
        new("x-csrf-protection", "403/40306"),
        new("x-mprac-token-set", "401/40101"),
        new("x-auth-sign", "401/40101"),
    ];

    [TestCaseSource(nameof(Removals))]
    public async Task S03_CoveredHeaderTakenAway_IsRefused(string header, string verdict)
    {
        RequestDraft good = WithTokens(node.Post());
        RequestDraft bad = good.Clone();
        bad[header] = null;

        await node.RefusesAsync(bad, verdict);
        await node.ServesAsync(good);
    }

    [TestCase("x-trace-id", "t-1")]
    [TestCase("x-csrf-protection", "csrf")]
    [TestCase("x-mprac-token-set", "urn:interconn:DATASET:LX0000010000280:d-01/1/abc")]
    public async Task S03_CoveredHeaderPutIn_IsRefused(string header, string value)
    {
        RequestDraft good = node.Get();
        good["x-trace-id"] = null;
        good.Sign(key);
        RequestDraft bad = good.Clone();
        bad[header] = value;

        await node.RefusesAsync(bad, "401/40101");
        await node.ServesAsync(good);
    }

    [Test]
    public void S03_AnySingleChangeOfAnyCoveredPart_IsRefused()
    {
        RequestDraft[] goods = [WithTokens(node.Get()), WithTokens(node.Post())];
        int handled = node.Handler.Calls.Count;

        Check.One(Config.QuickThrowOnFailure.WithMaxTest(400), Prop.ForAll(Gen.Elements(goods).SelectMany(Mutants).ToArbitrary(), mutant =>
        {
            WireAnswer answer = Wire.SendAsync(node.Host, mutant).GetAwaiter().GetResult();
            return answer.Status is >= 400 and < 500 && node.Handler.Calls.Count == handled;
        }));

        foreach (RequestDraft good in goods)
        {
            node.ServesAsync(good).GetAwaiter().GetResult();
        }
    }

    [Test]
    public async Task S03_BlanksAroundTheTuplesOfATokenSet_AreNoChange()
    {
        // The profile digests the canonical form: proxies may join lines and add blanks.
        RequestDraft draft = WithTokens(node.Get());
        draft["x-mprac-token-set"] = TokenSet.Replace(", ", " \t,  ", StringComparison.Ordinal);
        await node.ServesAsync(draft);
    }

    [Test]
    public async Task S03_EveryByteOfTheBodyOfAHostRouteFlipped_IsNotAuthenticated()
    {
        RequestDraft good = node.Post("/own", "any bytes: \u0001\u0002 说明");
        for (int i = 0; i < good.Body.Length; i++)
        {
            RequestDraft bad = good.Clone();
            bad.Body[i] ^= 1;
            await node.RefusesAsync(bad, "401/40101", $"byte {i}");
        }

        Assert.That((await Wire.SendAsync(node.Host, good)).Status, Is.EqualTo(200));
    }

    private RequestDraft WithTokens(RequestDraft draft)
    {
        draft["x-mprac-token-set"] = TokenSet;
        return draft.Sign(key);
    }

    private async Task FlipAllAsync(RequestDraft good, params string[] bodyVerdicts)
    {
        byte[] recorded = good.ToWire();
        node.Host.Logs.Clear();
        int handled = node.Handler.Calls.Count;
        int refused = 0;
        var surprises = new List<string>();
        foreach ((int position, string part, Func<byte, string[]> expected) in Parts(good, recorded, bodyVerdicts))
        {
            // The lowest bit, the bit of letter case, and the one beyond ASCII.
            foreach (int mask in new[] { 0x01, 0x20, 0x80 })
            {
                byte[] flipped = [.. recorded];
                flipped[position] ^= (byte)mask;
                WireAnswer answer = await Wire.SendAsync(node.Host, flipped);
                refused += answer.Code is null ? 0 : 1;
                if (!expected(flipped[position]).Contains(answer.Verdict))
                {
                    surprises.Add($"{part}: byte {position} '{(char)recorded[position]}' as 0x{flipped[position]:x2} gave {answer.Verdict}, "
                        + $"not {string.Join(" or ", expected(flipped[position]))}");
                }
            }
        }

        Assert.That(surprises, Is.Empty);
        Assert.That(node.Handler.Calls, Has.Count.EqualTo(handled));
        Assert.That(node.Host.Logs.OwnEntries.Select(entry => entry.EventId), Is.EqualTo(Enumerable.Repeat(201, refused)));
        // Nothing was recorded: what was recorded before the flips still counts as fresh.
        await node.ServesAsync(good);
    }

    // Every byte that the signature covers, with what must come of another in its place.
    private IEnumerable<(int Position, string Part, Func<byte, string[]> Expected)> Parts(RequestDraft good, byte[] recorded, string[] bodyVerdicts)
    {
        int target = good.Method.Length + 1;
        int query = good.Target.IndexOf('?', StringComparison.Ordinal);
        for (int i = 0; i < good.Target.Length; i++)
        {
            int at = i;
            yield return (target + i, "target", flipped => OfTarget(flipped, at, query, good.Target));
        }

        foreach (string header in CoveredHeaders)
        {
            string? value = good[header];
            int start = value is null ? 0 : recorded.AsSpan().IndexOf(Encoding.ASCII.GetBytes($"\r\n{header}: ")) + header.Length + 4;
            for (int i = 0; i < value?.Length; i++)
            {
                int at = i;
                yield return (start + i, header, flipped => OfHeader(header, value[..at] + (char)flipped + value[(at + 1)..], flipped));
            }
        }

        for (int i = recorded.Length - good.Body.Length; i < recorded.Length; i++)
        {
            yield return (i, "body", _ => bodyVerdicts.Length > 0 ? bodyVerdicts : ["401/40101"]);
        }
    }

    private static string[] OfTarget(byte flipped, int at, int query, string target)
    {
        bool isQuery = at > query && query >= 0;
        if (at == 0 || flipped is 0 or (byte)'\n' or (byte)' ' or >= 0x80)
        {
            return ["400/none"];
        }

        if (flipped is < 0x20 or 0x7F)
        {
            // The server lets these through: in the path they reach no route.
            return isQuery ? ["400/40001"] : ["404/none"];
        }

        if (isQuery)
        {
            return ["401/40101"];
        }

        bool isOtherCase = char.ToUpperInvariant((char)flipped) == char.ToUpperInvariant(target[at]);
        return isOtherCase ? ["404/40401"] : ["404/none"];
    }

    private string[] OfHeader(string header, string value, byte flipped)
    {
        if (flipped is 0 or (byte)'\r' or (byte)'\n' or >= 0x80)
        {
            // The server's own: a lone byte beyond ASCII is no UTF-8.
            return ["400/none"];
        }

        value = value.Trim(' ', '\t');
        switch (header)
        {
            case "x-source-node-id" or "x-target-node-id" or "x-trace-id":
                return value.All(IdCharacters.Contains) ? ["401/40101"] : ["400/40002"];
            case "x-nonce" or "x-csrf-protection":
                return value.All(NonceCharacters.Contains) ? ["401/40101"] : ["400/40002"];
            case "x-timestamp":
                if (!value.All(char.IsAsciiDigit) || value.Length != 13 || value[0] == '0')
                {
                    return ["400/40002"];
                }

                long off = long.Parse(value, CultureInfo.InvariantCulture) - node.Clock.Now.ToUnixTimeMilliseconds();
                return Math.Abs(off) > 300_000 ? ["401/40102"] : ["401/40101"];
            case "x-auth-sign":
                return IsCanonical(value) ? ["401/40101"] : ["400/40002"];
            default:
                return flipped is >= 0x20 and < 0x7F ? ["401/40101"] : ["400/40002"];
        }
    }

    private static bool IsCanonical(string base64)
    {
        byte[] bytes = new byte[base64.Length];
        return Convert.TryFromBase64String(base64, bytes, out int length) && Convert.ToBase64String(bytes, 0, length) == base64;
    }

    private static Gen<RequestDraft> Mutants(RequestDraft good) => Gen.OneOf(
    [
        ChangeText(good.Target).Select(target => With(good, draft => draft.Target = target)),
        .. CoveredHeaders.Where(header => good[header] is not null)
            .Select(header => ChangeText(good[header]!).Select(value => With(good, draft => draft[header] = value))),
        .. good.Body.Length == 0 ? Array.Empty<Gen<RequestDraft>>() : [ChangeBytes(good.Body).Select(body => With(good, draft => draft.Body = body))],
    ]);

    private static RequestDraft With(RequestDraft good, Action<RequestDraft> change)
    {
        RequestDraft draft = good.Clone();
        change(draft);
        return draft;
    }

    // Visible characters only: what is put in or taken away is then never a blank that a header may have around its value.
    private static Gen<string> ChangeText(string value) =>
        from position in Gen.Choose(0, value.Length - 1)
        from kind in Gen.Choose(0, 2)
        from put in Gen.Choose('!', '~').Where(character => character != value[position])
        where kind != 2 || value[position] != ' '
        select kind switch
        {
            0 => value[..position] + (char)put + value[(position + 1)..],
            1 => value.Insert(position, ((char)put).ToString()),
            _ => value.Remove(position, 1),
        };

    private static Gen<byte[]> ChangeBytes(byte[] value) =>
        from position in Gen.Choose(0, value.Length - 1)
        from kind in Gen.Choose(0, 2)
        from put in Gen.Choose(0, 255).Where(b => b != value[position])
        select kind switch
        {
            0 => (byte[])[.. value[..position], (byte)put, .. value[(position + 1)..]],
            1 => [.. value[..position], (byte)put, .. value[position..]],
            _ => [.. value[..position], .. value[(position + 1)..]],
        };
}
