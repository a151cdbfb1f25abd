namespace Interconn.Sdk.Fuzzing.Engine;

/// <summary>The two tests that every target has: its corpus as it is, and mutations of it for as long as the settings say.</summary>
public abstract class FuzzFixture
{
    /// <summary>The folder of the corpus.</summary>
    protected abstract string CorpusName { get; }

    /// <summary>How many inputs are tried at a time.</summary>
    protected virtual int Parallel => 1;

    [Test]
    [Order(1)]
    public async Task Corpus_EveryInput_BecomesWhatIsDocumented()
    {
        var runner = new FuzzRunner(FuzzSettings.FromEnvironment(), TimeProvider.System);
        FuzzTarget target = Target();
        long number = 0;
        foreach ((string name, byte[] bytes) in Corpus.Of(CorpusName))
        {
            // Iterations count from 0, so that nothing of the run below is like one of these.
            await runner.TryAsync(target, Prepare(bytes, --number), name);
        }

        await AfterwardsAsync();
    }

    [Test]
    [Order(2)]
    public async Task Fuzz_MutatedInputs_BecomeWhatIsDocumented()
    {
        FuzzSettings settings = FuzzSettings.FromEnvironment();

        // Said before, so that it is known even where the process does not outlive the run.
        await TestContext.Progress.WriteLineAsync($"{CorpusName}: INTERCONN_FUZZ_SEED={settings.Seed}");
        string summary = await new FuzzRunner(settings, TimeProvider.System).RunAsync(Target());
        await AfterwardsAsync();
        await TestContext.Progress.WriteLineAsync($"{CorpusName}: {summary}");
    }

    /// <summary>Makes an input of a seed.</summary>
    private protected abstract byte[] Mutate(byte[] seed, IReadOnlyList<byte[]> seeds, Dice dice);

    /// <summary>Tries an input, and throws where what became of it is not as documented.</summary>
    protected abstract Task TryAsync(byte[] input, CancellationToken cancellationToken);

    /// <summary>Fills in what a seed leaves open.</summary>
    private protected virtual byte[] Prepare(byte[] seed, long iteration) => seed;

    /// <summary>Looks at what all inputs together have left behind.</summary>
    protected virtual Task AfterwardsAsync() => Task.CompletedTask;

    /// <summary>Throws where <paramref name="holds"/> is false.</summary>
    protected static void Demand(bool holds, string what) => BrokenOracleException.Unless(holds, what);

    private FuzzTarget Target()
    {
        byte[][] seeds = [.. Corpus.Of(CorpusName).Select(each => each.Bytes)];
        return new FuzzTarget
        {
            Seeds = seeds,
            Mutate = (seed, dice, iteration) => Mutate(Prepare(seed, iteration), seeds, dice),
            TryAsync = TryAsync,
            Parallel = Parallel,
        };
    }
}
