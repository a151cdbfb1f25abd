namespace Interconn.Sdk.Protocol;

/// <summary>The empty object: the request of 3.7, and the <c>data</c> of the answers for which the standard defines none.</summary>
internal sealed record NoData
{
    public static readonly NoData Instance = new();
}
