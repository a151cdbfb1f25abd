using Interconn.Sdk.Benchmarks.Stores;
using Interconn.Sdk.Benchmarks.Timing;
using Interconn.Sdk.Node.Audits;
using Interconn.Sdk.Node.Contracts;
using Interconn.Sdk.Node.Stores;
using Interconn.Sdk.Partners;
using Interconn.Sdk.Permits;
using Microsoft.Extensions.DependencyInjection;

namespace Interconn.Sdk.Benchmarks.Scale;

/// <summary>What is asked of one node, each time about another of its partners.</summary>
internal sealed class Probes
{
    private const int Regulars = 32;

    private readonly ScaledNode node;
    private readonly SignedCaller caller;
    private readonly IPartnerDirectory directory;
    private readonly INodeStore store;
    private readonly IPermitStore permits;
    private readonly int repeats;

    private readonly int[] regulars;
    private readonly ResourcePermit[] regularPermits = new ResourcePermit[Regulars];
    private int turn;
    private int fresh;
    private int any;

    private Probes(ScaledNode node, SignedCaller caller, int repeats)
    {
        this.node = node;
        this.caller = caller;
        this.repeats = repeats;
        directory = node.Services.GetRequiredService<IPartnerDirectory>();
        store = node.Services.GetRequiredService<INodeStore>();
        permits = node.Services.GetRequiredService<IPermitStore>();

        // Those with even numbers come back, wherever they stand; those with odd ones come once.
        regulars = [.. Enumerable.Range(0, Regulars).Select(index => Math.Max(1, (int)((long)index * (node.Partners / 2) / Regulars) * 2))];
    }

    /// <param name="node">The node.</param>
    /// <param name="caller">Calls it.</param>
    /// <param name="repeats">How often a look-up is made at a time: more than once where one takes no longer than to look at the clock.</param>
    public static async Task<Probes> MakeAsync(ScaledNode node, SignedCaller caller, int repeats)
    {
        var probes = new Probes(node, caller, repeats);
        IPermitFormat format = node.Services.GetRequiredService<IPermitFormat>();
        for (int i = 0; i < Regulars; i++)
        {
            probes.regularPermits[i] = await Population.HeldPermitAsync(format, probes.regulars[i]);
            await probes.directory.FindAsync(Population.NodeIdOf(probes.regulars[i]), CancellationToken.None);
        }

        return probes;
    }

    /// <summary>Each probe by its name.</summary>
    public Contender Named(string name, Func<Probes, Func<Task>> probe) => new($"{name} {node.Partners}", probe(this));

    public async Task LookUpRegularAsync()
    {
        for (int i = 0; i < repeats; i++)
        {
            Require(await directory.FindAsync(Population.NodeIdOf(NextRegular()), CancellationToken.None));
        }
    }

    public async Task LookUpFreshAsync() => Require(await directory.FindAsync(Population.NodeIdOf(NextFresh()), CancellationToken.None));

    public async Task LookUpManyAsync(int count)
    {
        for (int i = 0; i < count; i++)
        {
            await LookUpFreshAsync();
        }
    }

    public async Task FindContractAsync()
    {
        for (int i = 0; i < repeats; i++)
        {
            int number = NextAny();
            Require(await store.FindContractAsync(new ContractKey(Population.NodeIdOf(number), Population.ContractIdOf(number)), CancellationToken.None));
        }
    }

    public async Task FindAuditAsync()
    {
        for (int i = 0; i < repeats; i++)
        {
            int number = NextAny();
            Require(await store.FindAuditAsync(new AuditKey(AuditResource.Dataset, Population.NodeIdOf(number), Population.AuditIdOf(number)), CancellationToken.None));
        }
    }

    public async Task FindPermitAsync()
    {
        for (int i = 0; i < repeats; i++)
        {
            Require(await permits.FindAsync(Population.PermitIdOf(NextAny()), CancellationToken.None));
        }
    }

    public async Task UsePermitAsync()
    {
        for (int i = 0; i < repeats; i++)
        {
            PermitUse use = await permits.TryUseAsync(Population.PermitIdOf(NextAny()), TimeProvider.System.GetUtcNow(), CancellationToken.None);
            Require(use.Outcome == PermitUseOutcome.Granted ? use : null);
        }
    }

    /// <summary>An audit's way: applied for, approved, and the approval delivered.</summary>
    public async Task CommitAuditAsync()
    {
        int number = NextAny();
        ContractRecord? contract = await store.FindContractAsync(new ContractKey(Population.NodeIdOf(number), Population.ContractIdOf(number)), CancellationToken.None);
        Require(contract);
        await Workload.AuditAsync(store, contract!);
    }

    public Task CallAsRegularAsync() => caller.QueryContractAsync(node, NextRegular());

    public Task CallAsFreshAsync() => caller.QueryContractAsync(node, NextFresh());

    public Task CallWithPermitAsync()
    {
        int index = ++turn % Regulars;
        return caller.UseAsync(node, regulars[index], regularPermits[index]);
    }

    private static void Require(object? found)
    {
        if (found is null)
        {
            throw new InvalidOperationException("What was stored was not found.");
        }
    }

    private int NextRegular() => regulars[++turn % Regulars];

    // All numbers, and below all odd ones, in an order that leaps: what was asked about last is no help.
    private int NextAny() => (int)((any++ * 611_953L) % node.Partners) + 1;

    private int NextFresh()
    {
        int half = node.Partners / 2;
        long step = fresh++;
        return step < half ? ((int)(step * 7919 % half) * 2) + 1 : throw new InvalidOperationException("Every partner has been asked about.");
    }
}
