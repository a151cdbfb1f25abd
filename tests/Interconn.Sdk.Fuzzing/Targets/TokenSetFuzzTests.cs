using System.Text;
using Interconn.Sdk.Fuzzing.Engine;
using Interconn.Sdk.Fuzzing.Mutators;
using Interconn.Sdk.Permits;

namespace Interconn.Sdk.Fuzzing.Targets;

/// <summary>The reader of <c>x-mprac-token-set</c>: any text has one of the five forms, and what it reads it writes again.</summary>
[TestFixture]
public sealed class TokenSetFuzzTests : FuzzFixture
{
    protected override string CorpusName => "token-sets";

    private protected override byte[] Mutate(byte[] seed, IReadOnlyList<byte[]> seeds, Dice dice) => ByteMutator.Mutate(seed, seeds, dice);

    protected override Task TryAsync(byte[] input, CancellationToken cancellationToken)
    {
        string header = Encoding.UTF8.GetString(input);
        TokenSetForm form = TokenSet.Read(header, out TokenSet set);
        Demand(form == FormOf(header), $"{form} where {FormOf(header)} was due");
        int parts = form == TokenSetForm.Valid ? header.Split(',').Length : 0;
        Demand(set.Tuples.Count + set.UnreadableCount == parts, "an entry is lost or made up");
        foreach (PermitTuple tuple in set.Tuples)
        {
            string written = $"{tuple.Urn}/{tuple.Level}/{tuple.Token}";
            Demand(TokenSet.Read(written, out TokenSet again) == TokenSetForm.Valid && again.Tuples is [PermitTuple same] && same == tuple, "an entry does not read back");
            Demand(!tuple.ToString().Contains('/', StringComparison.Ordinal), "the token shows");
        }

        return Task.CompletedTask;
    }

    // The profile once more: 16 KiB, not empty, visible ASCII with blanks and tabs, 32 tuples.
    private static TokenSetForm FormOf(string header) =>
        header.Length > 16384 ? TokenSetForm.TooLong
        : header.All(c => c is ' ' or '\t') ? TokenSetForm.Empty
        : header.Any(c => c is not '\t' and (< ' ' or > '~')) ? TokenSetForm.NotAscii
        : header.Count(c => c == ',') > 31 ? TokenSetForm.TooManyTuples
        : TokenSetForm.Valid;
}
