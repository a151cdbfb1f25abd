using Interconn.Sdk.Node.Stores;

namespace Interconn.Sdk.Benchmarks.Stores;

/// <summary>A store that is measured: made empty, filled, and thrown away.</summary>
internal interface IBenchmarkedStore : IAsyncDisposable
{
    /// <summary>The instances of the node, each with connections of its own.</summary>
    IReadOnlyList<INodeStore> Instances { get; }

    /// <summary>Puts so many audits, messages and permits into it.</summary>
    Task FillAsync(int rows);

    /// <summary>Commits one row after the other without this library, and says how many a second: what the disk gives.</summary>
    Task<double> BareCommitsPerSecondAsync(TimeSpan duration);
}
