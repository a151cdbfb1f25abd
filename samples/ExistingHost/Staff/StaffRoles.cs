namespace ExistingHost.Staff;

/// <summary>What the people of the house may do. Each role is an authorization policy of the same name.</summary>
internal static class StaffRoles
{
    /// <summary>Reads the catalogue.</summary>
    public const string Analyst = "analyst";

    /// <summary>Decides who may have what.</summary>
    public const string Steward = "steward";
}
