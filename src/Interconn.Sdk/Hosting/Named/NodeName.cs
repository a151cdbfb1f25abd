namespace Interconn.Sdk.Hosting.Named;

/// <summary>Says that the host has a node of this name, so that a message can list them.</summary>
internal sealed record NodeName(string Value);
