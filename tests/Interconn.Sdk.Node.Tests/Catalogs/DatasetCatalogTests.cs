using Interconn.Sdk.Client;
using Interconn.Sdk.Datasets;
using Interconn.Sdk.Node.Audits;
using Interconn.Sdk.Node.Catalogs;
using Interconn.Sdk.Node.Tests.Audits;
using Interconn.Sdk.Permits;
using Interconn.Sdk.Protocol;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Interconn.Sdk.Node.Tests.Catalogs;

/// <summary>4.1 and 4.2 from the host's catalogue, over the wire.</summary>
public sealed class DatasetCatalogTests
{
    private const string Secret = "secret";

    [Test]
    public async Task List_ShowsPublicDatasets_InTheirOrder()
    {
        await using AuditNode node = await AuditNode.StartAsync();
        Page<DatasetSummary> page = await ListAsync(node);
        Assert.That(page.Records.Select(dataset => dataset.DatasetId), Is.EqualTo(["d-1", "d-2"]));
        Assert.That(page.Total, Is.EqualTo(2), "the one that is not public is not counted");
        DatasetSummary first = page.Records[0];
        DatasetDetail detail = AuditSamples.CatalogEntry("d-1").Detail;
        using (Assert.EnterMultipleScope())
        {
            Assert.That(first.Name, Is.EqualTo(detail.Name));
            Assert.That(first.Owner, Is.EqualTo(detail.Owner));
            Assert.That(first.Description, Is.EqualTo(detail.Description));
            Assert.That(first.Category, Is.EqualTo(detail.Category));
            Assert.That(first.Count, Is.EqualTo(detail.Count));
            Assert.That(first.JoinColumns, Is.EqualTo("id"));
            Assert.That(first.ColumnMetas, Is.EqualTo(detail.ColumnMetas));
        }
    }

    // 5 public datasets, at most 3 to a page.
    [TestCase(1, 2, "d-1 d-2")]
    [TestCase(2, 2, "d-3 d-4")]
    [TestCase(3, 2, "d-5")]
    [TestCase(4, 2, "")]
    [TestCase(null, null, "d-1 d-2 d-3", Description = "the default is cut to the cap")]
    [TestCase(null, -1, "d-1 d-2 d-3", Description = "all are cut to the cap")]
    [TestCase(2, -1, "d-4 d-5")]
    public async Task List_GivesThePageAndTheHonestTotal(int? number, int? size, string ids)
    {
        await using AuditNode node = await StartWithFiveAsync();
        Page<DatasetSummary> page = await ListAsync(node, number, size);
        Assert.That(string.Join(' ', page.Records.Select(dataset => dataset.DatasetId)), Is.EqualTo(ids));
        Assert.That(page.Total, Is.EqualTo(5));
    }

    [TestCase(0, 2, "page_num")]
    [TestCase(-1, 2, "page_num")]
    [TestCase(1, 0, "page_size")]
    [TestCase(1, 4, "page_size")]
    [TestCase(1, -2, "page_size")]
    [TestCase(int.MaxValue, 3, "page_num")]
    public async Task List_PageBeyondWhatThereCanBe_IsRefusedByItsField(int number, int size, string field)
    {
        await using AuditNode node = await StartWithFiveAsync();
        var refused = Assert.ThrowsAsync<InterconnAnswerException>(() => ListAsync(node, number, size))!;
        Assert.That(refused.Code, Is.EqualTo(InterconnCodes.FieldRule));
        Assert.That(refused.Msg, Does.Contain(field));
    }

    [Test]
    public async Task List_All_IsReadToTheEndByTheClient()
    {
        await using AuditNode node = await StartWithFiveAsync();
        var ids = new List<string>();
        await foreach (DatasetSummary dataset in node.Partner.Datasets.ListAllAsync(TestNode.ContractId, pageSize: 2))
        {
            ids.Add(dataset.DatasetId);
        }

        Assert.That(ids, Is.EqualTo(["d-1", "d-2", "d-3", "d-4", "d-5"]));
    }

    [Test]
    public async Task Query_APublicDataset_AnswersItsDetail()
    {
        await using AuditNode node = await AuditNode.StartAsync();
        DatasetDetail detail = await node.Partner.Datasets.QueryAsync(Query("d-1"));
        Assert.That(detail.ColumnMetas, Is.EqualTo(AuditSamples.CatalogEntry("d-1").Detail.ColumnMetas));
        Assert.That(detail.LabelColumns, Is.EqualTo("y"));
    }

    [Test]
    public async Task Query_WhatIsNotPublic_IsAsIfThereWereNone()
    {
        await using AuditNode node = await AuditNode.StartAsync();
        InterconnAnswerException hidden = Refusal(node.Partner, Secret);
        InterconnAnswerException absent = Refusal(node.Partner, "nowhere");
        Assert.That((hidden.Code, hidden.Msg), Is.EqualTo((absent.Code, absent.Msg)));
        Assert.That(hidden.Code, Is.EqualTo(InterconnCodes.NotFound));
    }

    [Test]
    public async Task Query_WhatIsNotPublic_IsForWhoHoldsAPermit_AndSpendsNoUse()
    {
        await using AuditNode node = await AuditNode.StartAsync();
        ResourcePermit permit = await node.GrantDatasetAsync("a-1", asked => asked with { TimesLimit = 1 }, datasetId: Secret);
        Assert.That((await node.Partner.Datasets.QueryAsync(Query(Secret))).DatasetId, Is.EqualTo(Secret));
        Assert.That((await node.Partner.Datasets.QueryAsync(Query(Secret))).DatasetId, Is.EqualTo(Secret));
        Assert.That(await node.Third.Api.Datasets.QueryAsync(Query(Secret, AuditNode.ThirdContractId)).CodeOfAsync(), Is.EqualTo(InterconnCodes.NotFound));

        Assert.That(await node.Partner.UseAsync("/use/DATASET/" + Secret, permit), Is.EqualTo(InterconnCodes.Ok), "the use was left");
        Assert.That(Refusal(node.Partner, Secret).Code, Is.EqualTo(InterconnCodes.NotFound), "and with it the permit is used up");
    }

    [Test]
    public async Task Query_WhatIsNotPublic_IsHiddenAgainOnceThePermitIsNoGood([Values("expired", "revoked", "terminated", "another's")] string how)
    {
        await using AuditNode node = await AuditNode.StartAsync();
        IReadOnlyDictionary<string, IReadOnlyList<string>>? scope =
            how == "another's" ? new Dictionary<string, IReadOnlyList<string>> { [AuthScopeKinds.Node] = [AuditNode.ThirdId] } : null;
        await node.GrantDatasetAsync("a-1", asked => asked with { TimeLimit = node.Clock.Now.AddSeconds(1), AuthScope = scope }, datasetId: Secret);
        AuditKey key = AuditNode.Key(AuditResource.Dataset, "a-1");
        if (scope is null)
        {
            Assert.That(await node.Partner.Datasets.QueryAsync(Query(Secret)).CodeOfAsync(), Is.EqualTo(InterconnCodes.Ok));
        }

        switch (how)
        {
            case "expired":
                node.Clock.Advance(TimeSpan.FromSeconds(1));
                break;
            case "revoked":
                await node.Permits.RevokeAsync((await node.RecordAsync(key)).PermitId!);
                break;
            case "terminated":
                await node.Partner.TerminateAsync(AuditResource.Dataset, "a-1");
                break;
        }

        Assert.That(Refusal(node.Partner, Secret).Code, Is.EqualTo(InterconnCodes.NotFound));
    }

    [Test]
    public async Task Query_WhatIsOnlyAppliedFor_IsHidden()
    {
        await using AuditNode node = await AuditNode.StartAsync();
        await node.Partner.Datasets.ApplyAuditAsync(AuditSamples.Dataset("a-1", Secret));
        Assert.That(Refusal(node.Partner, Secret).Code, Is.EqualTo(InterconnCodes.NotFound));
    }

    [Test]
    public async Task Query_WithAPermitForAnotherDataset_IsHidden()
    {
        await using AuditNode node = await AuditNode.StartAsync();
        await node.GrantDatasetAsync("a-1");
        Assert.That(Refusal(node.Partner, Secret).Code, Is.EqualTo(InterconnCodes.NotFound));
    }

    [Test]
    public async Task Query_WhileThePermitStoreFails_IsAnsweredSo()
    {
        var permits = new FailingPermitStore();
        await using AuditNode node = await AuditNode.StartAsync(builder => builder.Services.Replace(ServiceDescriptor.Singleton<IPermitStore>(permits)));
        await node.GrantDatasetAsync("a-1", datasetId: Secret);
        permits.Fails = true;
        Assert.That(Refusal(node.Partner, Secret).Code, Is.EqualTo(InterconnCodes.Unavailable));
        Assert.That(node.Node.Logs.OwnEntries.Count(entry => entry.EventId == 540), Is.EqualTo(1));
    }

    [Test]
    public void Make_WithAnIdTwice_NamesIt() => Assert.That(
        () => new InMemoryDatasetCatalog([AuditSamples.CatalogEntry("d-7"), AuditSamples.CatalogEntry("d-7", isPublic: false)]),
        Throws.ArgumentException.With.Message.Contains("d-7"));

    private static DatasetQuery Query(string datasetId, string contractId = TestNode.ContractId) => new() { ContractId = contractId, DatasetId = datasetId };

    private static InterconnAnswerException Refusal(InterconnClient client, string datasetId) =>
        Assert.ThrowsAsync<InterconnAnswerException>(() => client.Datasets.QueryAsync(Query(datasetId)))!;

    private static Task<AuditNode> StartWithFiveAsync() => AuditNode.StartAsync(
        builder => builder.AddDatasets(Enumerable.Range(1, 5).Select(number => AuditSamples.CatalogEntry("d-" + number))), options => options.MaxPageSize = 3);

    private static Task<Page<DatasetSummary>> ListAsync(AuditNode node, int? number = null, int? size = null) =>
        node.Partner.Datasets.ListAsync(new DatasetListQuery { ContractId = TestNode.ContractId, PageNum = number, PageSize = size });
}
