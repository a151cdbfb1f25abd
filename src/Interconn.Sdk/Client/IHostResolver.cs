using System.Net;

namespace Interconn.Sdk.Client;

/// <summary>Finds the addresses of a host: the system's resolver, or what a test puts in its place.</summary>
internal interface IHostResolver
{
    Task<IPAddress[]> ResolveAsync(string host, CancellationToken cancellationToken);
}
