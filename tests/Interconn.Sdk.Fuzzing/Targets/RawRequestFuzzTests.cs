using System.Collections.Concurrent;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Interconn.Sdk.Audits;
using Interconn.Sdk.Datasets;
using Interconn.Sdk.Fuzzing.Engine;
using Interconn.Sdk.Fuzzing.Mutators;
using Interconn.Sdk.Nodes;
using Interconn.Sdk.Protocol;
using Interconn.Sdk.Signing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Interconn.Sdk.Fuzzing.Targets;

/// <summary>
/// Signed requests, changed and sent over a bare socket to a node on Kestrel. Every one is answered, or its connection is closed; the answers are those of the profile's
/// table or Kestrel's own; and no handler sees what was not signed, or sees it twice.
/// </summary>
[TestFixture]
public sealed class RawRequestFuzzTests : FuzzFixture
{
    private static readonly DateTimeOffset Start = new(2026, 5, 4, 3, 2, 1, TimeSpan.Zero);

    // The clock goes on with the inputs, so that nonces expire: a run of any length is held to the same bound of memory.
    private static readonly TimeSpan Step = TimeSpan.FromMilliseconds(20);

    private static readonly int[] Codes = [0, 40001, 40002, 40003, 40004, 40101, 40102, 40306, 40401, 40801, 40903, 41301, 41501];
    private static readonly int[] StatusesOfKestrel = [400, 404, 405, 408, 411, 413, 414, 417, 431, 505];

    // Started before the first input is signed: the guard in memory refuses what is older than itself.
    private readonly ManualTimeProvider clock = new(Start.AddMinutes(-1));
    private readonly Lock clockGate = new();
    private readonly HandlerScript script = new();
    private readonly ConcurrentDictionary<string, bool> served = new(StringComparer.Ordinal);
    private readonly RSA rsa = RSA.Create();
    private SigningKey key = null!;
    private TestNode node = null!;
    private string? fault;

    protected override string CorpusName => "raw-requests";

    protected override int Parallel => 8;

    [OneTimeSetUp]
    public async Task StartAsync()
    {
        // RSA signs the same text always the same, so that an input is the same bytes in every run.
        key = SigningKey.FromPem(Corpus.Text("private-keys", "rsa.txt"));
        rsa.ImportFromPem(Corpus.Text("private-keys", "rsa.txt"));
        script.Answer = call =>
        {
            Look(call);
            return Task.FromResult(Answer(call.Section));
        };
        node = await TestNode.StartAsync(
            options =>
            {
                options.Partners.Add(TestNode.Partner(key));
                options.MaxFailuresPerMinute = 1_000_000;
                options.MaxUnsignedCallsPerMinute = 1_000_000;

                // By a clock that runs ahead of all others.
                options.HandlerTimeout = TimeSpan.FromHours(1);
                options.StoreTimeout = TimeSpan.FromHours(1);
            },
            builder =>
            {
                builder.Services.AddSingleton<TimeProvider>(clock);
                script.Register(builder);
            },
            host: builder => builder.Logging.SetMinimumLevel(LogLevel.Error));
    }

    [OneTimeTearDown]
    public async Task StopAsync()
    {
        await node.DisposeAsync();
        key.Dispose();
        rsa.Dispose();
    }

    private protected override byte[] Prepare(byte[] seed, long iteration)
    {
        DateTimeOffset now = Start + (Step * iteration);
        lock (clockGate)
        {
            if (now > clock.Now)
            {
                clock.Advance(now - clock.Now);
            }
        }

        string text = Encoding.UTF8.GetString(seed)
            .Replace("{time}", now.ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal)
            .Replace("{nonce}", string.Create(CultureInfo.InvariantCulture, $"nonce{iteration:D20}"), StringComparison.Ordinal)
            .Replace("{trace}", Trace(iteration), StringComparison.Ordinal);
        string body = text[(text.IndexOf("\r\n\r\n", StringComparison.Ordinal) + 4)..];
        string chunk = body.Contains("{chunk}", StringComparison.Ordinal) ? body.Split("\r\n")[1] : "";
        text = text
            .Replace("{length}", Encoding.UTF8.GetByteCount(body).ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal)
            .Replace("{chunk}", chunk.Length.ToString("x", CultureInfo.InvariantCulture), StringComparison.Ordinal);
        byte[] toSign = RawRequest.Read(Encoding.UTF8.GetBytes(text))?.StringToSign ?? [];
        string signature = Convert.ToBase64String(rsa.SignData(toSign, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1));
        return Encoding.UTF8.GetBytes(text.Replace("{sign}", signature, StringComparison.Ordinal));
    }

    // Most changes of bytes only break the signature; those of lines get further.
    private protected override byte[] Mutate(byte[] seed, IReadOnlyList<byte[]> seeds, Dice dice) =>
        dice.OnceIn(3) ? ByteMutator.Mutate(seed, seeds, dice) : LineMutator.Mutate(seed, seeds, dice);

    protected override async Task TryAsync(byte[] input, CancellationToken cancellationToken)
    {
        WireAnswer answer = await RawExchange.SendAsync(node.Address, input, cancellationToken);
        if (answer.Code is int code)
        {
            Demand(Codes.Contains(code), $"the node answers {answer.Verdict}");
            Demand(answer.Status == (code == 0 ? 200 : code / 100), $"status and code contradict each other: {answer.Verdict}");
            Demand(code == 0 || answer.Envelope!.Value.GetProperty("data").GetRawText() == "{}", "a refusal with data");
            RawRequest? request = code == 0 ? RawRequest.Read(input) : null;
            Demand(code != 0 || (request is not null && (request.MayBeUnsigned || request.IsSignedBy(rsa))), "served without a signature that holds");
        }
        else
        {
            bool isDue = answer.Status == 0
                ? answer.Body.Length == 0 || IsHttp2(input)
                : StatusesOfKestrel.Contains(answer.Status) || IsAnswerWithoutBody(answer, input);
            Demand(isDue, $"an answer beside the table: {answer}");
        }

        script.Clear();
        Demand(fault is null, fault ?? "");
        Demand(node.Logs.Entries.Count == 0, string.Join('\n', node.Logs.Entries.Select(entry => entry.Message)));
    }

    protected override async Task AfterwardsAsync()
    {
        byte[] good = Prepare(Encoding.UTF8.GetBytes(Corpus.Text("raw-requests", "health.txt")), (clock.Now - Start).Ticks / Step.Ticks + 1_000);
        WireAnswer answer = await RawExchange.SendAsync(node.Address, good, CancellationToken.None);
        Demand(answer.Verdict == "200/0", $"the node serves no more: {answer}");
        Demand(!served.IsEmpty, "no input got as far as a handler");
    }

    // Kestrel answers it in frames.
    private static bool IsHttp2(byte[] input) => input.AsSpan().StartsWith("PRI * HTTP/2.0"u8);

    // The answer to a HEAD.
    private static bool IsAnswerWithoutBody(WireAnswer answer, byte[] input) => answer.Body.Length == 0 && Encoding.Latin1.GetString(input).TrimStart().StartsWith("HEAD ", StringComparison.Ordinal);

    private static object? Answer(string section) => section switch
    {
        "3.1" => new ContractReceipt { ContractId = "c-new" },
        "3.5" => new ContractState { Status = ApprovalStatus.Approved },
        "3.6" => new NodeInfo { NodeId = "n", Name = "n", Address = "https://n.test", InstId = "i", Institution = "i", System = "s", SystemVersion = "1" },
        "3.7" => NodeHealth.Ok,
        "4.1" => new Page<DatasetSummary> { Records = [], Total = 0 },
        _ => null,
    };

    private static string Trace(long iteration) => string.Create(CultureInfo.InvariantCulture, $"t{iteration}");

    private void Look(HandledCall call)
    {
        string trace = call.Context.TraceId;
        string? named = call.Request switch
        {
            DatasetAuditApplication application => application.AuditId,
            AuditConfirmation confirmation => confirmation.AuditId,
            _ => null,
        };
        if (!call.Context.IsSigned)
        {
            return;
        }

        if (named is not null && named != trace)
        {
            fault ??= $"a handler was given another content than was signed: {named} with {trace}";
        }

        if (!served.TryAdd(trace, true))
        {
            fault ??= $"a request was served twice: {trace}";
        }

        if (served.Count > 5000)
        {
            served.Clear();
        }
    }
}
