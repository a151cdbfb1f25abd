namespace NodeHost;

/// <summary>What the sample runs with where the configuration says nothing else.</summary>
internal static class SampleDefaults
{
    public static readonly Dictionary<string, string?> Settings = new()
    {
        ["Interconn:Node:NodeId"] = "LX0000010000280",
        ["Interconn:Node:InstId"] = "LX01",
        ["Interconn:Node:Institution"] = "Sample telecom",
        ["Interconn:Node:Name"] = "Sample node",
        ["Interconn:Node:Description"] = "The ready-made node of Interconn.Sdk",
        ["Interconn:Node:System"] = "Interconn.Sdk",
        ["Interconn:Node:SystemVersion"] = "0.1.0",
        ["Interconn:KeyFile"] = "node.pem",
        ["Interconn:Store"] = "sqlite",
        ["Interconn:AutoApprove"] = "true",

        // Otherwise every statement is written out.
        ["Logging:LogLevel:Microsoft.EntityFrameworkCore"] = "Warning",
    };
}
