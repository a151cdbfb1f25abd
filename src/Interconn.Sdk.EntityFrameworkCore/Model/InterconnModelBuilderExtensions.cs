using Interconn.Sdk.EntityFrameworkCore.Model;

// The namespace of ModelBuilder, so that OnModelCreating needs no further using to find it.
#pragma warning disable IDE0130
namespace Microsoft.EntityFrameworkCore;
#pragma warning restore IDE0130

/// <summary>Puts the tables of a node into a context.</summary>
public static class InterconnModelBuilderExtensions
{
    /// <summary>
    /// Adds the node's tables, all named <c>interconn_…</c>, to the context of a host: its migrations then make and change them, and its changes and the node's
    /// can be committed together. Call it in <c>OnModelCreating</c>. SQLite and PostgreSQL are supported.
    /// </summary>
    /// <param name="modelBuilder">The builder of the model.</param>
    /// <returns>The builder.</returns>
    public static ModelBuilder UseInterconn(this ModelBuilder modelBuilder)
    {
        ArgumentNullException.ThrowIfNull(modelBuilder);
        modelBuilder.ApplyConfiguration(new ContractMapping());
        modelBuilder.ApplyConfiguration(new AuditMapping());
        modelBuilder.ApplyConfiguration(new MessageMapping());
        modelBuilder.ApplyConfiguration(new PermitMapping());
        modelBuilder.ApplyConfiguration(new NonceMapping());
        modelBuilder.ApplyConfiguration(new TurnMapping());
        return modelBuilder;
    }
}
