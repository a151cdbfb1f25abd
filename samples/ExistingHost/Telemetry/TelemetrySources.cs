using Interconn.Sdk.Diagnostics;                                                                    // interconn

namespace ExistingHost.Telemetry;

/// <summary>What the host traces and measures.</summary>
internal static class TelemetrySources
{
    public static string[] Traced { get; } =
    [
        "Microsoft.AspNetCore",
        InterconnDiagnostics.Name,                                                                  // interconn: spans of calls served and of calls to partners
    ];

    public static string[] Measured { get; } =
    [
        "Microsoft.AspNetCore.Hosting",
        InterconnDiagnostics.Name,                                                                  // interconn: calls, refusals, uses of permits
    ];
}
