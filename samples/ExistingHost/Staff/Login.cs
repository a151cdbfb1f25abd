namespace ExistingHost.Staff;

/// <summary>What <c>POST /login</c> takes.</summary>
internal sealed record Login(string Name, string Password);
