using Interconn.Sdk.Client;
using Interconn.Sdk.Refit.Components;
using Interconn.Sdk.Refit.Datasets;
using Interconn.Sdk.Refit.Flows;
using Interconn.Sdk.Refit.Jobs;
using Interconn.Sdk.Refit.Models;
using Interconn.Sdk.Refit.Nodes;
using Interconn.Sdk.Refit.Projects;
using Refit;

namespace Interconn.Sdk.Refit;

/// <summary>
/// Calls one partner by Refit interfaces: <c>client.AsRefit()</c>. It calls as the <see cref="InterconnClient"/> does that it was made of, with its partner,
/// its call options and its exceptions. Safe to use from many threads. Making one makes
/// an implementation of each interface: keep it where you call the same partner again.
/// </summary>
public sealed class InterconnRefitClient
{
    // Never connected to: the handler asks the partner's route for the address, anew for each call.
    private static readonly Uri AnyAddress = new("http://partner.invalid");

    internal InterconnRefitClient(InterconnClient client)
    {
        PartnerNodeId = client.PartnerNodeId;

        // Calls have their own time limit, by the host's TimeProvider.
        var http = new HttpClient(new SendCoreHandler(client)) { BaseAddress = AnyAddress, Timeout = Timeout.InfiniteTimeSpan };
        var settings = new RefitSettings(new CarriedContentSerializer())
        {
            // Else Refit puts a stream of its own in the place of the content that was made for it.
            Buffered = true,

            // A lambda that waits, since this is a Task up to version 13 of Refit, and a ValueTask from version 14.
            ExceptionFactory = static async response => await SendCoreHandler.FailureOf(response).ConfigureAwait(false),
        };
        Nodes = RestService.For<INodesRefitApi>(http, settings);
        Datasets = RestService.For<IDatasetsRefitApi>(http, settings);
        Projects = RestService.For<IProjectsRefitApi>(http, settings);
        Components = RestService.For<IComponentsRefitApi>(http, settings);
        Flows = RestService.For<IFlowsRefitApi>(http, settings);
        Jobs = RestService.For<IJobsRefitApi>(http, settings);
        Models = RestService.For<IModelsRefitApi>(http, settings);
    }

    /// <summary>The partner's node id.</summary>
    public string PartnerNodeId { get; }

    /// <summary>Nodes and contracts (section 3).</summary>
    public INodesRefitApi Nodes { get; }

    /// <summary>Datasets (section 4).</summary>
    public IDatasetsRefitApi Datasets { get; }

    /// <summary>Projects (section 5).</summary>
    public IProjectsRefitApi Projects { get; }

    /// <summary>Components (section 6).</summary>
    public IComponentsRefitApi Components { get; }

    /// <summary>Flows (section 7).</summary>
    public IFlowsRefitApi Flows { get; }

    /// <summary>Jobs (section 8).</summary>
    public IJobsRefitApi Jobs { get; }

    /// <summary>Models (section 9).</summary>
    public IModelsRefitApi Models { get; }
}
