namespace Interconn.Sdk.Samples.Tests.Killing;

/// <summary>What a node said that it had done.</summary>
internal enum AcknowledgedAct
{
    Applied,
    Approved,
    Terminated,
}
