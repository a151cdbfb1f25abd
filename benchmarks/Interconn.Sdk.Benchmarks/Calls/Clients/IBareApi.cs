using RestEase;

namespace Interconn.Sdk.Benchmarks.Calls.Clients;

/// <summary>The call as RestEase wants it written down.</summary>
public interface IBareApi
{
    [Post(Exchange.BarePath)]
    Task<BareAnswer> ApplyAsync([Body] BareApplication application);
}
