using Interconn.Sdk.Client;
using Interconn.Sdk.Components;
using Interconn.Sdk.Datasets;
using Interconn.Sdk.Projects;
using Interconn.Sdk.Protocol;

namespace Interconn.Sdk.Tests.Client;

public sealed class ListPagerTests
{
    [Test]
    public async Task ListAllAsync_TwoHundredAndFiftyRecords_AsksThreePagesOfAHundred()
    {
        var partner = new PagedPartner(250);
        List<string> ids = await ReadAsync(new DatasetsClient(partner).ListAllAsync("c-1"), dataset => dataset.DatasetId);
        Assert.That(ids, Is.EqualTo(Enumerable.Range(0, 250).Select(i => $"{i}")));
        Assert.That(partner.Asked, Is.EqualTo(["c-1 1 100", "c-1 2 100", "c-1 3 100"]));
    }

    [Test]
    public async Task ListAllAsync_TotalReachedWithAFullPage_AsksNoMore()
    {
        var partner = new PagedPartner(200);
        Assert.That(await ReadAsync(new ProjectsClient(partner).ListAllAsync("c-1"), project => project.ProjectId), Has.Count.EqualTo(200));
        Assert.That(partner.Asked, Has.Count.EqualTo(2));
    }

    [Test]
    public async Task ListAllAsync_NothingThere_AsksOnce()
    {
        var partner = new PagedPartner(0);
        Assert.That(await ReadAsync(new DatasetsClient(partner).ListAllAsync("c-1"), dataset => dataset), Is.Empty);
        Assert.That(partner.Asked, Has.Count.EqualTo(1));
    }

    [Test]
    public async Task ListAllAsync_TotalLargerThanWhatIsThere_EndsAtTheEmptyPage()
    {
        var partner = new PagedPartner(150) { ClaimedTotal = int.MaxValue };
        Assert.That(await ReadAsync(new DatasetsClient(partner).ListAllAsync("c-1"), dataset => dataset), Has.Count.EqualTo(150));
        Assert.That(partner.Asked, Has.Count.EqualTo(3));
    }

    [Test]
    public async Task ListAllAsync_PartnerWithPagesSmallerThanAsked_StillReadsAll()
    {
        var partner = new PagedPartner(45) { Cap = 20 };
        Assert.That(await ReadAsync(new DatasetsClient(partner).ListAllAsync("c-1", 30), dataset => dataset), Has.Count.EqualTo(45));
        Assert.That(partner.Asked, Is.EqualTo(["c-1 1 30", "c-1 2 30", "c-1 3 30"]));
    }

    [Test]
    public async Task ListAllAsync_OfComponents_PassesTheFiltersOnEveryPage()
    {
        var partner = new PagedPartner(3);
        await ReadAsync(new ComponentsClient(partner).ListAllAsync("c-1", "LOADER", "webank", pageSize: 2), component => component);
        Assert.That(partner.Asked, Is.EqualTo(["c-1 1 2 LOADER webank", "c-1 2 2 LOADER webank"]));
    }

    [Test]
    public void ListAllAsync_ListWithoutEnd_IsGivenUpBeforeThePageNumberOverflows()
    {
        var partner = new PagedPartner(10) { ClaimedTotal = 10, Cap = 1 };
        Assert.ThrowsAsync<InterconnProtocolException>(
            () => ReadAsync(new ProjectsClient(partner).ListAllAsync("c-1", int.MaxValue), project => project));
        Assert.That(partner.Asked, Has.Count.EqualTo(2), "The third page would start beyond 2³¹-1.");
    }

    [Test]
    public async Task ListAllAsync_NotEnumerated_AsksNothingAndOnlyWhatIsReadAfterwards()
    {
        var partner = new PagedPartner(250);
        IAsyncEnumerable<DatasetSummary> all = new DatasetsClient(partner).ListAllAsync("c-1");
        Assert.That(partner.Asked, Is.Empty);
        await foreach (DatasetSummary dataset in all)
        {
            Assert.That(dataset.DatasetId, Is.EqualTo("0"));
            break;
        }

        Assert.That(partner.Asked, Has.Count.EqualTo(1));
    }

    [Test]
    public void ListAllAsync_TokenOfTheCallOrOfTheEnumeration_ReachesThePartner()
    {
        var partner = new PagedPartner(250);
        using var stopped = new CancellationTokenSource();
        stopped.Cancel();
        IDatasetsApi api = new DatasetsClient(partner);
        Assert.ThrowsAsync<OperationCanceledException>(() => ReadAsync(api.ListAllAsync("c-1", stopped.Token), dataset => dataset));
        Assert.ThrowsAsync<OperationCanceledException>(() => ReadAsync(api.ListAllAsync("c-1"), dataset => dataset, stopped.Token));
        Assert.That(partner.Asked, Is.Empty);
    }

    [TestCase(0)]
    [TestCase(-1)]
    public void ListAllAsync_PageSizeBelowOne_IsMisuse(int size)
    {
        var partner = new PagedPartner(1);
        Assert.That(() => new DatasetsClient(partner).ListAllAsync("c-1", size), Throws.InstanceOf<ArgumentOutOfRangeException>());
        Assert.That(() => new ProjectsClient(partner).ListAllAsync("c-1", size), Throws.InstanceOf<ArgumentOutOfRangeException>());
        Assert.That(() => new ComponentsClient(partner).ListAllAsync("c-1", pageSize: size), Throws.InstanceOf<ArgumentOutOfRangeException>());
    }

    private static async Task<List<TOut>> ReadAsync<T, TOut>(IAsyncEnumerable<T> all, Func<T, TOut> pick, CancellationToken token = default)
    {
        var read = new List<TOut>();
        await foreach (T record in all.WithCancellation(token))
        {
            read.Add(pick(record));
        }

        return read;
    }

    /// <summary>A partner with so many records of any kind, numbered from 0.</summary>
    private sealed class PagedPartner(int count) : ISendCore
    {
        public int? ClaimedTotal { get; init; }

        public int Cap { get; init; } = int.MaxValue;

        public List<string> Asked { get; } = [];

        public Task<TResponse> SendAsync<TRequest, TResponse>(
            TypedEndpoint<TRequest, TResponse> endpoint, TRequest request, CancellationToken cancellationToken)
            where TRequest : class
            where TResponse : class
        {
            cancellationToken.ThrowIfCancellationRequested();
            var paged = (IPagedRequest)request;
            string filter = request is ComponentListQuery query ? $" {query.Category} {query.Developer}" : "";
            Asked.Add($"{((INamesContract)request).ContractId} {paged.PageNum} {paged.PageSize}{filter}");
            int size = Math.Min(paged.PageSize!.Value, Cap);
            IEnumerable<string> ids = Enumerable.Range(0, count).Skip((paged.PageNum!.Value - 1) * size).Take(size).Select(i => $"{i}");
            object page = request switch
            {
                DatasetListQuery => PageOf(ids, id => new DatasetSummary { DatasetId = id, Name = id, Owner = "o" }),
                ProjectListQuery => PageOf(ids, id => new ProjectSummary { ProjectId = id, Name = id }),
                _ => PageOf(ids, id => new ComponentSummary { Code = id, Version = "1" }),
            };
            return Task.FromResult((TResponse)page);
        }

        private Page<T> PageOf<T>(IEnumerable<string> ids, Func<string, T> make) =>
            new() { Records = [.. ids.Select(make)], Total = ClaimedTotal ?? count };
    }
}
