// What the fragments of all documents take for granted: the host that they are part of, and the host's own classes that they register.
internal static partial class Surroundings
{
    public static WebApplicationBuilder builder => throw new NotSupportedException();

    public static WebApplication app => throw new NotSupportedException();

    public static IServiceCollection services => throw new NotSupportedException();

    public static InterconnNode node => throw new NotSupportedException();

    public static InterconnNode myNode => throw new NotSupportedException();

    public static Uri address => throw new NotSupportedException();

    public static string fingerprint => throw new NotSupportedException();

    public static string connectionString => throw new NotSupportedException();
}

internal sealed class MyCatalog : IDatasetCatalog
{
    public ValueTask<Page<DatasetSummary>> ListPublicAsync(PageWindow window, InterconnContext context, CancellationToken cancellationToken) =>
        throw new NotSupportedException();

    public ValueTask<CatalogDataset?> FindAsync(string datasetId, InterconnContext context, CancellationToken cancellationToken) =>
        throw new NotSupportedException();
}

internal sealed class MyPolicy : IApprovalPolicy;
