using System.Text;
using Interconn.Sdk.Fuzzing.Engine;
using Interconn.Sdk.Fuzzing.Mutators;
using Interconn.Sdk.Permits;

namespace Interconn.Sdk.Fuzzing.Targets;

/// <summary>The reader of the names of resources: what it takes has three parts, is ASCII, and reads back as itself.</summary>
[TestFixture]
public sealed class ResourceUrnFuzzTests : FuzzFixture
{
    protected override string CorpusName => "urns";

    private protected override byte[] Mutate(byte[] seed, IReadOnlyList<byte[]> seeds, Dice dice) => ByteMutator.Mutate(seed, seeds, dice);

    protected override Task TryAsync(byte[] input, CancellationToken cancellationToken)
    {
        string text = Encoding.UTF8.GetString(input);
        if (ResourceUrn.TryParse(text, out ResourceUrn urn))
        {
            Demand(text.Count(c => c == ':') == 4 && text.All(c => c is > ' ' and <= '~' and not ('/' or ',')), "a separator or a character beyond ASCII got through");
            Demand(urn.NodeId.Length > 0 && urn.ResourceId.Length > 0 && urn.ResourceType.Value.Length > 0, "a part is empty");
            Demand(ResourceUrn.TryParse(urn.ToString(), out ResourceUrn again) && again == urn && urn.CanTravel(), "it does not read back");
            Demand(Uri.UnescapeDataString(text.Split(':')[4]) == urn.ResourceId, "it is decoded otherwise than by the framework");
        }

        return Task.CompletedTask;
    }
}
