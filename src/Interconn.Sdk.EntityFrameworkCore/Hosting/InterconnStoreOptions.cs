namespace Interconn.Sdk.EntityFrameworkCore;

/// <summary>The settings of durable stores in a database of their own.</summary>
public sealed class InterconnStoreOptions
{
    /// <summary>
    /// Whether the schema is made, and brought up, when the host starts; false by default. Several processes may start at once. Where it is false, a database whose
    /// schema is not that of this version stops the start; <c>MigrateInterconnStoresAsync</c> makes it, for instance in a step of the deployment.
    /// </summary>
    public bool MigrateAtStart { get; set; }
}
