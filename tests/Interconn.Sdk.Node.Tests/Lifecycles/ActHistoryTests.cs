namespace Interconn.Sdk.Node.Tests.Lifecycles;

/// <summary>The judge of histories, on histories whose verdict is plain.</summary>
public sealed class ActHistoryTests
{
    // A register that is set once: the first to set it is answered 0, all others 40901.
    private static readonly ModelAct<int> Set = new("set", () => Task.FromResult(""), state => state == 0 ? (1, "0") : (state, "40901"));
    private static readonly ModelAct<int> Get = new("get", () => Task.FromResult(""), state => (state, $"{state}"));

    [Test]
    public void Fits_TwoWinnersOfOne_IsFalse() => Assert.That(ActHistory.Fits(0, [Done(Set, "0", 1, 3), Done(Set, "0", 2, 4)], _ => true), Is.False);

    [Test]
    public void Fits_OneWinnerOfTwo_IsTrue() => Assert.That(ActHistory.Fits(0, [Done(Set, "40901", 1, 3), Done(Set, "0", 2, 4)], state => state == 1), Is.True);

    [Test]
    public void Fits_LateReaderOfAnOldState_IsFalse()
    {
        Assert.That(ActHistory.Fits(0, [Done(Set, "0", 1, 2), Done(Get, "0", 3, 4)], _ => true), Is.False);
        Assert.That(ActHistory.Fits(0, [Done(Set, "0", 1, 3), Done(Get, "0", 2, 4)], _ => true), Is.True);
    }

    [Test]
    public void Fits_AnotherStateLeft_IsFalse() => Assert.That(ActHistory.Fits(0, [Done(Set, "0", 1, 2)], state => state == 0), Is.False);

    private static ActDone<int> Done(ModelAct<int> act, string answer, long begun, long ended) => new(act, answer, begun, ended);
}
