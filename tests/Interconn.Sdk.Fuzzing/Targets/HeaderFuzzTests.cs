using System.Text;
using System.Text.RegularExpressions;
using Interconn.Sdk.AspNetCore.Pipeline;
using Interconn.Sdk.Fuzzing.Engine;
using Interconn.Sdk.Fuzzing.Mutators;
using Interconn.Sdk.Protocol;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace Interconn.Sdk.Fuzzing.Targets;

/// <summary>
/// The headers and the form of a request, as the server has them before it. Whether they hold is said a second time by patterns written from the profile.
/// </summary>
[TestFixture]
public sealed class HeaderFuzzTests : FuzzFixture
{
    private const string Id = @"\A[A-Za-z0-9._:-]{1,128}\z";

    private static readonly Dictionary<string, string> Patterns = new(StringComparer.OrdinalIgnoreCase)
    {
        ["x-source-node-id"] = Id,
        ["x-target-node-id"] = Id,
        // Milliseconds, and the seconds of some partners, which a later look at the partner decides on.
        ["x-timestamp"] = @"\A[1-9][0-9]{9}(?:[0-9]{3})?\z",
        ["x-nonce"] = @"\A[A-Za-z0-9_-]{16,64}\z",
        ["x-trace-id"] = Id,
        ["x-csrf-protection"] = @"\A[A-Za-z0-9_-]{1,128}\z",
        ["x-auth-sign"] = @"\A(?=.{4,1024}\z)(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{4}|[A-Za-z0-9+/]{2}[AEIMQUYcgkosw048]=|[A-Za-z0-9+/][AQgw]==)\z",
    };

    protected override string CorpusName => "headers";

    private protected override byte[] Mutate(byte[] seed, IReadOnlyList<byte[]> seeds, Dice dice) =>
        dice.OnceIn(2) ? LineMutator.Mutate(seed, seeds, dice) : ByteMutator.Mutate(seed, seeds, dice);

    protected override Task TryAsync(byte[] input, CancellationToken cancellationToken)
    {
        string[] lines = Encoding.UTF8.GetString(input).Split('\n');
        string[] start = lines[0].Split(' ', 2);
        var http = new DefaultHttpContext();
        foreach (string line in lines[1..])
        {
            int colon = line.IndexOf(':', StringComparison.Ordinal);
            if (colon > 0)
            {
                http.Request.Headers.Append(line[..colon], line[(colon + 1)..].Trim(' ', '\t'));
            }
        }

        TryHeaders(http.Request.Headers);
        http.Request.Method = start[0];
        http.Features.Get<IHttpRequestFeature>()!.RawTarget = start.Length > 1 && start[1].Length > 0 ? start[1] : "/";
        foreach (InterconnEndpoint endpoint in InterconnEndpoints.All)
        {
            TryForm(http, new RouteDemand { Endpoint = endpoint, Signature = endpoint.Signature, MaxBody = 1024, Name = endpoint.Section });
        }

        return Task.CompletedTask;
    }

    private static void TryHeaders(IHeaderDictionary headers)
    {
        CallHeaders? read = CallHeaders.Read(headers, readsSignature: true, out string? illFormed);
        string[] broken = [.. Patterns.Where(each => headers[each.Key] is { Count: > 0 } values && (values.Count > 1 || !Regex.IsMatch(values[0]!, each.Value))).Select(each => each.Key)];
        string tokens = string.Join(',', headers["x-mprac-token-set"].ToArray());
        bool hasTokens = headers["x-mprac-token-set"].Count > 0;
        bool tokensHold = !hasTokens || (tokens.Length <= 16384 && tokens.Any(c => c is not (' ' or '\t')) && tokens.All(c => c is '\t' or (>= ' ' and <= '~')) && tokens.Count(c => c == ',') < 32);
        Demand((read is not null) == (broken.Length == 0 && tokensHold), $"taken: {read is not null}; broken: {string.Join(' ', broken)}; the tokens hold: {tokensHold}");
        Demand((illFormed is null) == (read is not null), "taken and ill-formed at once");
        if (read is not null)
        {
            Demand(read.Source == (string?)headers["x-source-node-id"] && read.Nonce == (string?)headers["x-nonce"] && read.TokenSetText == (hasTokens ? tokens : null), "another value");
            Demand(read.Timestamp is null || read.SignedAt > DateTimeOffset.UnixEpoch, "a timestamp that is no time");
        }
    }

    private static void TryForm(HttpContext http, RouteDemand demand)
    {
        string raw = http.Features.Get<IHttpRequestFeature>()!.RawTarget;
        Refusal? refusal = HttpForm.ReadTarget(http, demand, "", out string target);
        bool isRoute = raw.Split('?')[0] == demand.Endpoint!.Path && raw.All(c => c is >= '!' and <= '~');
        Demand((refusal is null) == isRoute && refusal?.Code is null or 40001 or 40401, $"the target is answered {refusal?.Code}");
        Demand(refusal is not null || target == raw, "another target than the raw one");
        Demand(HttpForm.CheckRequest(http, demand)?.Code is null or 40001 or 41301 or 41501, "the form is answered beside the table");
    }
}
