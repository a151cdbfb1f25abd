using System.Globalization;

namespace PartnerClient;

/// <summary>What the command line says.</summary>
internal sealed record Arguments
{
    public const string Usage = """
        PartnerClient init                               makes this node's key, and prints what partners must know
        PartnerClient COMMAND ADDRESS NODE_ID [DATASET]  calls the partner with this node id at this address

          tour      all of what follows but end, one after the other; with the first dataset where none is named
          query     who is there                                  3.6
          apply     applies for a contract, and waits             3.1, 3.2
          health    whether the partner is well                   3.7
          datasets  what the partner has                          4.1
          audit     applies for the use of DATASET, and waits     4.3, 4.4
          read      reads DATASET with the permit                 POST /data/{dataset}/read
          end       ends the contract                             3.3

          --key FINGERPRINT  of the partner's key, as the partner told it on the telephone
          --times N          for how many uses audit applies; 2 unless said
          --wait SECONDS     how long apply and audit wait for a decision; 15 unless said
          --id NODE_ID       this node; LX0000090000990 unless said
          --folder FOLDER    where key and contracts are kept; ./partner unless said
          --listen URL       where the partner's callbacks are taken; http://127.0.0.1:5820 unless said
          --address URL      how partners reach that from outside; as --listen unless said

        A password of the key file is taken from the environment: INTERCONN_KEY_PASSWORD.
        Ends with 0: done, 1: a step failed, 2: wrong arguments, 3: a person has not decided yet, run it again later.
        """;

    private static readonly string[] Commands = ["tour", "query", "apply", "health", "datasets", "audit", "read", "end"];

    /// <summary>The word of the command line for making a key.</summary>
    public const string Init = "init";

    public required string Command { get; init; }

    /// <summary>Where the partner is; null for <see cref="Init"/> alone.</summary>
    public Uri? Partner { get; init; }

    public string PartnerNodeId { get; init; } = "";

    public string? Dataset { get; init; }

    public string? Key { get; init; }

    public int Times { get; init; } = 2;

    public TimeSpan Wait { get; init; } = TimeSpan.FromSeconds(15);

    public string NodeId { get; init; } = "LX0000090000990";

    public string Folder { get; init; } = "partner";

    public Uri Listen { get; init; } = new("http://127.0.0.1:5820");

    public Uri? Address { get; init; }

    /// <summary>Reads a command line.</summary>
    /// <returns>The arguments.</returns>
    /// <exception cref="ArgumentException">They do not hold; the message says which.</exception>
    public static Arguments Parse(IReadOnlyList<string> line)
    {
        var words = new List<string>();
        var parsed = new Arguments { Command = "" };
        for (int at = 0; at < line.Count; at++)
        {
            if (!line[at].StartsWith("--", StringComparison.Ordinal))
            {
                words.Add(line[at]);
                continue;
            }

            string option = line[at];
            string value = ++at < line.Count ? line[at] : throw new ArgumentException($"{option} has no value.");
            parsed = parsed.With(option, value);
        }

        return words switch
        {
            [Init] => parsed with { Command = Init },
            [string command, string address, string nodeId, .. { Count: <= 1 } rest] when Commands.Contains(command) => parsed with
            {
                Command = command,
                Partner = UrlOf("ADDRESS", address),
                PartnerNodeId = nodeId,
                Dataset = rest is [string dataset] ? dataset : command is "audit" or "read" ? throw new ArgumentException($"{command} needs a DATASET.") : null,
            },
            [string command, ..] when command != Init && !Commands.Contains(command) => throw new ArgumentException($"There is no command '{command}'."),
            _ => throw new ArgumentException("Say a command, and for all but init the address and the node id of the partner."),
        };
    }

    private Arguments With(string option, string value) => option switch
    {
        "--key" => this with { Key = value },
        "--times" => this with { Times = NumberOf(option, value) },
        "--wait" => this with { Wait = TimeSpan.FromSeconds(NumberOf(option, value)) },
        "--id" => this with { NodeId = value },
        "--folder" => this with { Folder = value },
        "--listen" => this with { Listen = UrlOf(option, value) },
        "--address" => this with { Address = UrlOf(option, value) },
        _ => throw new ArgumentException($"There is no option {option}."),
    };

    private static int NumberOf(string option, string value) =>
        int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out int number) && number is > 0 and <= 3600
            ? number
            : throw new ArgumentException($"{option} takes a number from 1 to 3600.");

    private static Uri UrlOf(string option, string value) =>
        Uri.TryCreate(value, UriKind.Absolute, out Uri? url) && (url.Scheme == Uri.UriSchemeHttp || url.Scheme == Uri.UriSchemeHttps)
            ? url
            : throw new ArgumentException($"{option} takes an address with http or https.");
}
