using System.Diagnostics;
using Interconn.Sdk.Flows;
using Interconn.Sdk.Protocol;

namespace Interconn.Sdk.Tests.Flows;

public sealed class DagCheckTests
{
    [Test]
    public void Check_DagThatHolds_FindsNothing()
    {
        Dag dag = DagOf(Step("reader"), Step("psi", "reader.data"), Step("lr", "psi.data", "reader.data"));
        Assert.That(DagCheck.Check(dag), Is.Empty);
    }

    [Test]
    public void Check_NoComponents_FindsNothing() => Assert.That(DagCheck.Check(DagOf()), Is.Empty);

    [Test]
    public void Check_TwoComponentsOfOneName_FindsDuplicateName() =>
        AssertFindings(DagOf(Step("a"), Step("b"), Step("a")), ("a", DagFindingKind.DuplicateName));

    [Test]
    public void Check_TwoOutputsOfOneKey_FindsDuplicateName()
    {
        DagComponent twice = Step("a") with { Output = [Port("data", "table"), Port("data", "model")] };
        AssertFindings(DagOf(twice), ("a", DagFindingKind.DuplicateName));
    }

    [TestCase("nobody.data")]
    [TestCase("A.data")]
    [TestCase("a .data")]
    [TestCase("data")]
    [TestCase("a")]
    [TestCase(".data")]
    public void Check_InputOfNoComponent_FindsUnknownProducer(string key) =>
        AssertFindings(DagOf(Step("a"), Step("b", key)), ("b", DagFindingKind.UnknownProducer));

    [TestCase("a.model")]
    [TestCase("a.Data")]
    [TestCase("a.")]
    [TestCase("a.data.x")]
    public void Check_OutputThatTheProducerLacks_FindsUnknownOutput(string key) =>
        AssertFindings(DagOf(Step("a"), Step("b", key)), ("b", DagFindingKind.UnknownOutput));

    [Test]
    public void Check_InputOfAnotherType_FindsTypeMismatch()
    {
        DagComponent consumer = Step("b") with { Input = [Port("a.data", "model")] };
        AssertFindings(DagOf(Step("a"), consumer), ("b", DagFindingKind.TypeMismatch));
    }

    [Test]
    public void Check_OwnOutputAsInput_FindsSelfReferenceAndNoCycle() =>
        AssertFindings(DagOf(Step("a", "a.data")), ("a", DagFindingKind.SelfReference));

    [Test]
    public void Check_CycleOfThree_NamesTheFirstListedAndShowsTheWay()
    {
        DagFinding finding = DagCheck.Check(DagOf(Step("x"), Step("b", "a.data"), Step("c", "b.data"), Step("a", "c.data", "x.data"))).Single();
        Assert.That(finding.Kind, Is.EqualTo(DagFindingKind.Cycle));
        Assert.That(finding.Component, Is.EqualTo("b"));
        Assert.That(finding.Text, Does.Contain("'b' → 'c' → 'a' → 'b'"));
    }

    [Test]
    public void Check_TwoCyclesAndWhatHangsOnThem_FindsTheTwo()
    {
        Dag dag = DagOf(
            Step("behind", "a.data"),
            Step("a", "b.data"),
            Step("b", "a.data"),
            Step("between", "b.data"),
            Step("c", "d.data", "between.data"),
            Step("d", "c.data"));
        AssertFindings(dag, ("a", DagFindingKind.Cycle), ("c", DagFindingKind.Cycle));
    }

    [Test]
    public void Check_SeveralFaults_FindsEach() => AssertFindings(
        DagOf(Step("a"), Step("a"), Step("b", "b.data", "c.data", "a.nothing")),
        ("a", DagFindingKind.DuplicateName),
        ("b", DagFindingKind.SelfReference),
        ("b", DagFindingKind.UnknownProducer),
        ("b", DagFindingKind.UnknownOutput));

    [Test]
    public void Check_NamesWithDots_TakesTheLongestThatExists()
    {
        DagComponent shorter = Step("a") with { Output = [Port("b.data", "table")] };
        Assert.That(DagCheck.Check(DagOf(shorter, Step("c", "a.b.data"))), Is.Empty, "Only 'a' exists.");
        DagComponent longer = Step("a.b") with { Output = [Port("data", "model")] };
        AssertFindings(DagOf(shorter, longer, Step("c", "a.b.data")), ("c", DagFindingKind.TypeMismatch));
    }

    [Test]
    public void Order_Diamond_PutsProducersFirstAndListedOnesBeforeOthers()
    {
        Dag dag = DagOf(Step("end", "left.data", "right.data"), Step("right", "start.data"), Step("left", "start.data"), Step("start"));
        Assert.That(DagCheck.Order(dag), Is.EqualTo(["start", "right", "left", "end"]));
    }

    [Test]
    public void Order_TwoInputsOfOneProducer_ListsEachOnce()
    {
        DagComponent producer = Step("a") with { Output = [Port("train", "table"), Port("test", "table")] };
        Assert.That(DagCheck.Order(DagOf(Step("b", "a.train", "a.test"), producer)), Is.EqualTo(["a", "b"]));
    }

    [Test]
    public void Order_DagThatDoesNotHold_ThrowsFieldRuleNamingTheComponent()
    {
        InterconnException? refusal = Assert.Throws<InterconnException>(() => DagCheck.Order(DagOf(Step("left", "right.data"), Step("right", "left.data"))));
        Assert.That(refusal.Code, Is.EqualTo(40004));
        Assert.That(refusal.Field, Is.EqualTo("dag"));
        Assert.That(refusal.Message, Does.Contain("'left'"));
    }

    [Test]
    public void Order_ChainOfAHundredThousand_NeitherOverflowsNorTakesLong()
    {
        const int Count = 100_000;
        var steps = new DagComponent[Count];
        for (int i = 0; i < Count; i++)
        {
            steps[Count - 1 - i] = i == 0 ? Step("n0") : Step($"n{i}", $"n{i - 1}.data");
        }

        var watch = Stopwatch.StartNew();
        IReadOnlyList<string> order = DagCheck.Order(DagOf(steps));
        Assert.That(order[0], Is.EqualTo("n0"));
        Assert.That(order[^1], Is.EqualTo($"n{Count - 1}"));
        Assert.That(watch.Elapsed, Is.LessThan(TimeSpan.FromSeconds(20)), "Quadratic work would take minutes.");
    }

    [Test]
    public void Check_CycleOfAHundredThousand_GivesAShortText()
    {
        const int Count = 100_000;
        DagComponent[] steps = [.. Enumerable.Range(0, Count).Select(i => Step($"n{i}", $"n{(i + Count - 1) % Count}.data"))];
        DagFinding finding = DagCheck.Check(DagOf(steps)).Single();
        Assert.That(finding.Component, Is.EqualTo("n0"));
        Assert.That(finding.Text, Has.Length.LessThan(300));
    }

    private static void AssertFindings(Dag dag, params (string Component, DagFindingKind Kind)[] expected)
    {
        IReadOnlyList<DagFinding> findings = DagCheck.Check(dag);
        Assert.That(findings.Select(finding => (finding.Component, finding.Kind)), Is.EqualTo(expected));
        Assert.That(findings.Select(finding => finding.Text), Has.All.Contain("'"));
        Assert.That(findings.All(finding => finding.Text.Contains($"'{finding.Component}'", StringComparison.Ordinal)), Is.True);
    }

    private static Dag DagOf(params DagComponent[] components) => new() { Version = "2.0.0", Components = components };

    private static DagComponent Step(string name, params string[] inputs) => new()
    {
        Name = name,
        ComponentName = "component",
        Provider = "provider",
        Version = "1.0.0",
        Input = [.. inputs.Select(key => Port(key, "table"))],
        Output = [Port("data", "table")],
    };

    private static DagPort Port(string key, string type) => new() { Key = key, Type = type };
}
