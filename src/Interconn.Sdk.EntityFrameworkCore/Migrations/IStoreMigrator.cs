namespace Interconn.Sdk.EntityFrameworkCore.Migrations;

/// <summary>Brings up the schema of a database that is the node's own.</summary>
internal interface IStoreMigrator
{
    /// <summary>Makes what is missing of the schema. Safe where several processes do it at once, or one is ended in the middle.</summary>
    /// <exception cref="InvalidOperationException">The schema is of a later version.</exception>
    Task MigrateAsync(CancellationToken cancellationToken);

    /// <summary>The migrations that are missing, in their order.</summary>
    /// <exception cref="InvalidOperationException">The schema is of a later version.</exception>
    Task<IReadOnlyList<string>> ListMissingAsync(CancellationToken cancellationToken);
}
