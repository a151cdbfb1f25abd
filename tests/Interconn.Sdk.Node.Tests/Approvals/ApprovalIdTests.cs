using System.Text;
using FsCheck;
using FsCheck.Fluent;
using Interconn.Sdk.Node.Approvals;
using Interconn.Sdk.Node.Audits;
using Interconn.Sdk.Node.Contracts;

namespace Interconn.Sdk.Node.Tests.Approvals;

public sealed class ApprovalIdTests
{
    private static readonly Config Thorough = Config.QuickThrowOnFailure.WithMaxTest(2000);

    // What ids may hold: any text but half a character, with what paths and escapes are made of in it often.
    private static readonly Gen<string> Texts = Gen.OneOf(
        Gen.Elements("/", "%", "%2F", "%25", ".", "..", " ", "+", "?", "#", "&", ":", "\\", "合同", "😀", "\u00e9", "e\u0301", "contract", "dataset"),
        Gen.Choose(0x20, 0xFFFD).Where(code => code is < 0xD800 or > 0xDFFF).Select(code => ((char)code).ToString()))
        .NonEmptyListOf().Select(parts => string.Concat(parts));

    private static readonly Gen<ApprovalId> Ids = Gen.OneOf(
        Texts.Two().Select(texts => new ApprovalId(new ContractKey(texts.Item1, texts.Item2))),
        Texts.Two().SelectMany(texts => Gen.Elements(Enum.GetValues<AuditResource>())
            .Select(resource => new ApprovalId(new AuditKey(resource, texts.Item1, texts.Item2)))));

    [Test]
    public void TryParse_WhatToStringGave_IsTheSameId() => Check.One(
        Thorough, Prop.ForAll(Ids.ToArbitrary(), id => ApprovalId.TryParse(id.ToString(), out ApprovalId parsed) && parsed == id));

    [Test]
    public void ToString_AnyId_IsThreePartsThatAPathCarries() => Check.One(
        Thorough,
        Prop.ForAll(
            Ids.ToArbitrary(),
            id => id.ToString() is string text && text.Split('/').Length == 3 && text.All(c => char.IsAscii(c) && !" ?#&+:\\\"".Contains(c))));

    [Test]
    public void ToString_TwoIds_AreTheSameTextOnlyWhereTheyAreTheSame() => Check.One(
        Thorough, Prop.ForAll(Ids.Two().ToArbitrary(), pair => (pair.Item1 == pair.Item2) == (pair.Item1.ToString() == pair.Item2.ToString())));

    [TestCase("contract/JG0100001100000000/c-1")]
    [TestCase("dataset/JG0100001100000000/a-1")]
    [TestCase("project/JG0100001100000000/a-1")]
    [TestCase("flow/JG0100001100000000/a-1")]
    [TestCase("job/JG0100001100000000/a-1")]
    [TestCase("model/JG0100001100000000/%E5%AE%A1%2F1")]
    public void TryParse_ATextOfTheForm_GivesItBack(string text)
    {
        Assert.That(ApprovalId.TryParse(text, out ApprovalId id), Is.True);
        Assert.That(id.ToString(), Is.EqualTo(text));
    }

    [TestCase(null)]
    [TestCase("")]
    [TestCase("contract")]
    [TestCase("contract/p")]
    [TestCase("contract/p/")]
    [TestCase("contract//c")]
    [TestCase("/p/c")]
    [TestCase("contract/p/c/")]
    [TestCase("contract/p/c/d")]
    [TestCase("node/p/c")]
    [TestCase("0/p/c")]
    [TestCase("-1/p/c")]
    [TestCase("+1/p/c")]
    [TestCase(" dataset/p/c")]
    [TestCase("dataset /p/c")]
    [TestCase("dataset,project/p/c")]
    [TestCase("dataset, model/p/c")]
    [TestCase("contract\\p\\c")]
    public void TryParse_AnotherText_IsRefused(string? text)
    {
        Assert.That(ApprovalId.TryParse(text, out ApprovalId id), Is.False);
        Assert.That(id, Is.EqualTo(default(ApprovalId)));
    }

    [TestCase("Contract/p/c")]
    [TestCase("DATASET/p/c")]
    [TestCase("dataset/p/审")]
    [TestCase("dataset/p/a%2fb")]
    [TestCase("dataset/p/100%")]
    public void TryParse_ATextAsAPersonOrARouterSpellsIt_IsReadAndWrittenInOneSpelling(string text)
    {
        Assert.That(ApprovalId.TryParse(text, out ApprovalId id), Is.True);
        Assert.That(ApprovalId.TryParse(id.ToString(), out ApprovalId again), Is.True);
        Assert.That(again, Is.EqualTo(id));
    }

    [Test]
    public void ToString_OfNothing_IsEmpty() => Assert.That(default(ApprovalId).ToString(), Is.Empty);

    [Test]
    public void TryParse_ManySlashes_IsRefusedWithoutMuchWork() =>
        Assert.That(ApprovalId.TryParse(new StringBuilder().Append('/', 1_000_000).ToString(), out _), Is.False);
}
