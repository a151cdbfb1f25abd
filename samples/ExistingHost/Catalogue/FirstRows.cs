using ExistingHost.Staff;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace ExistingHost.Catalogue;

/// <summary>Makes the database on the first start. A real host has migrations for that, and its rows already.</summary>
internal static class FirstRows
{
    private const string PasswordSetting = "Catalogue:Password";

    public static async Task MakeAsync(IServiceProvider services)
    {
        await using AsyncServiceScope scope = services.CreateAsyncScope();
        CatalogueContext catalogue = scope.ServiceProvider.GetRequiredService<CatalogueContext>();
        await catalogue.Database.EnsureCreatedAsync();
        if (await catalogue.Employees.AnyAsync())
        {
            return;
        }

        string password = services.GetRequiredService<IConfiguration>()[PasswordSetting] is { Length: > 0 } chosen
            ? chosen
            : throw new InvalidOperationException($"{PasswordSetting} is not set. On the first start it becomes the password of the two employees of the sample.");
        var hasher = new PasswordHasher<Employee>();
        foreach (Employee employee in (Employee[])[new() { Name = "anna", Role = StaffRoles.Analyst }, new() { Name = "sam", Role = StaffRoles.Steward }])
        {
            employee.PasswordHash = hasher.HashPassword(employee, password);
            catalogue.Employees.Add(employee);
        }

        catalogue.Datasets.AddRange(Datasets());
        catalogue.Institutions.Add(new Institution
        {
            NodeId = "LX0000090000990",
            Name = "Sample partner",
            AgreementEnds = scope.ServiceProvider.GetRequiredService<TimeProvider>().GetUtcNow().AddDays(90),
        });
        await catalogue.SaveChangesAsync();
    }

    private static IEnumerable<Dataset> Datasets() =>
    [
        new()
        {
            Id = "customers", Name = "客户基本信息", Department = "Retail", Rows = 1_200_000, Sharing = Sharing.ByAgreement, MaxReads = 2,
            Columns =
            [
                new() { Name = "id_md5", DataType = "string" }, new() { Name = "age", DataType = "int", IsMeasured = true },
                new() { Name = "city", DataType = "string" },
            ],
        },
        new()
        {
            Id = "overdue", Name = "逾期标签", Department = "Risk", Rows = 950_000, Sharing = Sharing.AfterReview,
            Columns = [new() { Name = "id_md5", DataType = "string" }, new() { Name = "overdue", DataType = "int" }],
        },
        new()
        {
            Id = "salaries", Name = "员工工资", Department = "Personnel", Rows = 4_100, Sharing = Sharing.Never,
            Columns = [new() { Name = "employee", DataType = "string" }, new() { Name = "salary", DataType = "double", IsMeasured = true }],
        },
    ];
}
