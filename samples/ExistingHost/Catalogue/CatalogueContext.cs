using Microsoft.EntityFrameworkCore;

namespace ExistingHost.Catalogue;

/// <summary>The database of the house's data catalogue.</summary>
internal sealed class CatalogueContext(DbContextOptions<CatalogueContext> options) : DbContext(options)
{
    public DbSet<Dataset> Datasets => Set<Dataset>();

    public DbSet<Employee> Employees => Set<Employee>();

    public DbSet<Institution> Institutions => Set<Institution>();

    public DbSet<Loan> Loans => Set<Loan>();

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        modelBuilder.Entity<Dataset>().Property(static dataset => dataset.Sharing).HasConversion<string>();
        modelBuilder.Entity<Dataset>().HasMany(static dataset => dataset.Columns).WithOne();
        modelBuilder.Entity<Employee>().HasKey(static employee => employee.Name);
        modelBuilder.Entity<Institution>().HasKey(static institution => institution.NodeId);
        modelBuilder.UseInterconn();                                                                // interconn: the node's tables, in the host's database
    }
}
