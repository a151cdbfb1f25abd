namespace ExistingHost.Catalogue;

/// <summary>Somebody of the house, with a password and what he may do.</summary>
internal sealed class Employee
{
    public required string Name { get; init; }

    public required string Role { get; init; }

    public string PasswordHash { get; set; } = "";
}
