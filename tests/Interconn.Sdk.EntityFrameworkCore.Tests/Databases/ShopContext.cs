using Microsoft.EntityFrameworkCore;

namespace Interconn.Sdk.EntityFrameworkCore.Tests.Databases;

/// <summary>The context of a host that has something of its own beside the node.</summary>
internal sealed class ShopContext(DbContextOptions<ShopContext> options) : DbContext(options)
{
    public DbSet<Order> Orders => Set<Order>();

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        modelBuilder.Entity<Order>().HasKey(static order => order.Number);
        modelBuilder.UseInterconn();
    }
}
