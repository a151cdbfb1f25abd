using Interconn.Sdk.Datasets;
using Interconn.Sdk.Protocol;

namespace Interconn.Sdk.Tests.Protocol;

public sealed class PageWindowTests
{
    [TestCase(null, null, 1000, 0, 20)]
    [TestCase(null, null, 7, 0, 7)]
    [TestCase(1, 1, 1000, 0, 1)]
    [TestCase(3, 50, 1000, 100, 50)]
    [TestCase(2, null, 1000, 20, 20)]
    [TestCase(1, 1000, 1000, 0, 1000)]
    [TestCase(null, -1, 1000, 0, 1000)]
    [TestCase(1, -1, 5, 0, 5)]
    [TestCase(3, -1, 5, 10, 5)]
    [TestCase(int.MaxValue, 1, 1000, int.MaxValue - 1, 1)]
    [TestCase(2147484, 1000, 1000, 2147483000, 1000)]
    public void B47_Of_WindowThatCanBe_IsTaken(int? number, int? size, int cap, int skip, int take) =>
        Assert.That(PageWindow.Of(Request(number, size), cap), Is.EqualTo(new PageWindow { Skip = skip, Take = take }));

    [TestCase(0, 20, "page_num")]
    [TestCase(-1, 20, "page_num")]
    [TestCase(int.MinValue, 20, "page_num")]
    [TestCase(1, 0, "page_size")]
    [TestCase(1, -2, "page_size")]
    [TestCase(1, int.MinValue, "page_size")]
    [TestCase(1, 1001, "page_size")]
    [TestCase(1, 1_000_000_000, "page_size")]
    [TestCase(2147485, 1000, "page_num")]
    [TestCase(int.MaxValue, 1000, "page_num")]
    [TestCase(int.MaxValue, -1, "page_num")]
    [TestCase(int.MaxValue, 2, "page_num")]
    public void B47_Of_WindowThatCannotBe_IsAFieldRule(int number, int size, string field)
    {
        InterconnException refusal = Assert.Throws<InterconnException>(() => PageWindow.Of(Request(number, size)))!;
        Assert.That((refusal.Code, refusal.Field), Is.EqualTo((InterconnCodes.FieldRule, field)));
    }

    [Test]
    public void Of_CapBelowOne_IsMisuse() =>
        Assert.That(() => PageWindow.Of(Request(1, 1), 0), Throws.InstanceOf<ArgumentOutOfRangeException>());

    [TestCase(1, 4, "0 1 2 3")]
    [TestCase(2, 4, "4 5 6 7")]
    [TestCase(3, 4, "8 9")]
    [TestCase(4, 4, "")]
    [TestCase(int.MaxValue, 1, "")]
    [TestCase(1, 10, "0 1 2 3 4 5 6 7 8 9")]
    [TestCase(1, -1, "0 1 2 3 4 5 6 7 8 9")]
    public void Cut_PageOfAList_HasTheHonestTotal(int number, int size, string expected)
    {
        Page<int> page = PageWindow.Of(Request(number, size)).Cut(Enumerable.Range(0, 10).ToList());
        Assert.That((string.Join(' ', page.Records), page.Total), Is.EqualTo((expected, 10)));
    }

    [Test]
    public void Cut_AllBeyondTheCap_IsCutToItAndTheTotalSaysSo()
    {
        Page<int> page = PageWindow.Of(Request(1, PageWindow.AllRecords), maxPageSize: 3).Cut(Enumerable.Range(0, 10).ToList());
        Assert.That((page.Records.Count, page.Total), Is.EqualTo((3, 10)));
    }

    [Test]
    public void Cut_EmptyList_IsAnEmptyPage()
    {
        Page<int> page = PageWindow.Of(Request(null, null)).Cut(Array.Empty<int>());
        Assert.That((page.Records.Count, page.Total), Is.EqualTo((0, 0)));
        Assert.That(() => PageWindow.Of(Request(null, null)).Cut<int>(null!), Throws.ArgumentNullException);
    }

    private static DatasetListQuery Request(int? number, int? size) => new() { ContractId = "c", PageNum = number, PageSize = size };
}
