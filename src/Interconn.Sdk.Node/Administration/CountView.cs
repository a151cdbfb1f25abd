namespace Interconn.Sdk.Node.Administration;

/// <summary>How many were concerned.</summary>
internal sealed record CountView(int Count);
