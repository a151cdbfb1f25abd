using Microsoft.AspNetCore.Builder;

namespace Interconn.Sdk.Emulators;

/// <summary>What every emulator can be told when it starts.</summary>
public sealed class EmulatorOptions
{
    /// <summary>The emulator's clock. Null means the system's.</summary>
    public TimeProvider? TimeProvider { get; init; }

    /// <summary>
    /// Puts something before the emulator: a middleware that answers in its place, waits, or breaks the connection, to see what a host makes of it. Null puts nothing there.
    /// </summary>
    public Action<IApplicationBuilder>? Configure { get; init; }
}
