using Interconn.Sdk.Client;
using Interconn.Sdk.Fuzzing.Engine;
using Interconn.Sdk.Fuzzing.Mutators;
using Interconn.Sdk.Hosting;
using Interconn.Sdk.Protocol;
using Microsoft.Extensions.DependencyInjection;

namespace Interconn.Sdk.Fuzzing.Targets;

/// <summary>What a partner writes on the socket: the client returns an answer or throws an exception of its own family, and follows nobody to another address.</summary>
[TestFixture]
public sealed class RawAnswerFuzzTests : FuzzFixture
{
    // One call, one more where the answer was 401, and each up to three times again by the framework itself where a connection ends before its answer begins.
    private const int MaxConnections = 2 * 4;

    private ByteServer partner = null!;
    private ServiceProvider services = null!;
    private InterconnClient client = null!;

    protected override string CorpusName => "raw-answers";

    [OneTimeSetUp]
    public void Start()
    {
        partner = new ByteServer();
        var collection = new ServiceCollection();
        collection.AddInterconn(options =>
        {
            options.Node.NodeId = TestNode.CallerId;
            options.SigningKey = TestKeys.CallerKey;
            options.Partners.Add(new PartnerOptions { NodeId = TestNode.HolderId, Address = partner.Address });
        });
        services = collection.BuildServiceProvider();
        client = services.GetRequiredService<InterconnClientFactory>().Create(TestNode.HolderId);
    }

    [OneTimeTearDown]
    public async Task StopAsync()
    {
        await services.DisposeAsync();
        await partner.DisposeAsync();
    }

    private protected override byte[] Mutate(byte[] seed, IReadOnlyList<byte[]> seeds, Dice dice) => dice.Below(3) switch
    {
        0 => LineMutator.Mutate(seed, seeds, dice),
        1 => JsonMutator.Mutate(seed, seeds, dice),
        _ => ByteMutator.Mutate(seed, seeds, dice),
    };

    protected override async Task TryAsync(byte[] input, CancellationToken cancellationToken)
    {
        partner.Answer = input;
        try
        {
            await client.Datasets.ListAsync(new() { ContractId = TestNode.ContractId }, cancellationToken);
        }
        catch (InterconnException refused)
        {
            Demand(refused.GetType() != typeof(InterconnException), "an exception of the server's");
        }

        Demand(partner.TakeConnections() is >= 1 and <= MaxConnections, "a storm of calls");
    }
}
