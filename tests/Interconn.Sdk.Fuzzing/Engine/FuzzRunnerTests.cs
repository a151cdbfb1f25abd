namespace Interconn.Sdk.Fuzzing.Engine;

/// <summary>A runner that finds nothing proves nothing: each fault that it is there for is put in front of it once.</summary>
[TestFixture]
public sealed class FuzzRunnerTests
{
    private static readonly FuzzSettings Short = new(TimeSpan.FromSeconds(1.5), Seed: 7);

    [Test]
    public void Run_TargetThatKeepsItsInputs_IsCaught()
    {
        var kept = new List<byte[]>();
        FuzzTarget target = Target(input => kept.Add([.. input]), seedLength: 1024);

        Assert.That(() => Runner().RunAsync(target), Throws.TypeOf<BrokenOracleException>().With.Message.Contains("keeps"));
        GC.KeepAlive(kept);
    }

    [Test]
    public async Task Run_TargetThatKeepsNothing_Passes() => Assert.That(await Runner().RunAsync(Target(_ => { }, seedLength: 1024)), Does.StartWith("seed 7: "));

    [Test]
    public void Run_InputThatHangsItsThread_IsCaughtAndNamed()
    {
        using var never = new ManualResetEventSlim();
        FuzzTarget target = Target(input => Hang(input, never), seedLength: 4);

        Assert.That(() => Runner().RunAsync(target), Throws.TypeOf<BrokenOracleException>().With.Message.Contains("longer than 0.5 s").And.Message.Contains("ITERATION="));
        never.Set();
    }

    [Test]
    public void Run_InputThatThrows_IsNamedSoThatItAloneThrowsAgain()
    {
        FuzzTarget target = Target(input => BrokenOracleException.Unless(input[0] != 0x42, "found"), seedLength: 4);
        string message = Assert.ThrowsAsync<BrokenOracleException>(() => Runner().RunAsync(target))!.Message;
        long iteration = long.Parse(message.Split("ITERATION=")[1].Split(',')[0], System.Globalization.CultureInfo.InvariantCulture);

        Assert.That(message, Does.StartWith($"INTERCONN_FUZZ_SEED=7 INTERCONN_FUZZ_ITERATION={iteration}, input: 42"));
        Assert.That(
            () => new FuzzRunner(Short with { OnlyIteration = iteration }, TimeProvider.System).RunAsync(target),
            Throws.TypeOf<BrokenOracleException>().With.Message.StartsWith(message.Split('\n')[0]));
        Assert.That(
            () => new FuzzRunner(Short with { OnlyIteration = iteration - 1 }, TimeProvider.System).RunAsync(target), Throws.Nothing);
    }

    [Test]
    public void Draw_SameSeedAndIteration_IsTheSame()
    {
        byte[] drawn = new Dice(1, 2).Bytes(32);

        Assert.That(drawn, Is.EqualTo(new Dice(1, 2).Bytes(32)));
        Assert.That(drawn, Is.Not.EqualTo(new Dice(1, 3).Bytes(32)).And.Not.EqualTo(new Dice(2, 2).Bytes(32)));
    }

    private static FuzzRunner Runner() => new(Short, TimeProvider.System) { Patience = TimeSpan.FromSeconds(0.5) };

    private static FuzzTarget Target(Action<byte[]> act, int seedLength) => new()
    {
        Seeds = [new byte[seedLength]],
        Mutate = (seed, dice, _) => dice.Bytes(seed.Length),
        TryAsync = (input, _) =>
        {
            act(input);
            return Task.CompletedTask;
        },
    };

    private static void Hang(byte[] input, ManualResetEventSlim never)
    {
        if (input[0] == 0x42)
        {
            never.Wait();
        }
    }
}
