namespace Interconn.Sdk.Benchmarks.Calls.Clients;

/// <summary>Makes the same call as the others, in its own way.</summary>
internal interface ICaller : IAsyncDisposable
{
    /// <summary>Calls, reads the answer, and throws where it is not the one that is due.</summary>
    Task CallAsync();
}
