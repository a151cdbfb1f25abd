using Interconn.Sdk.Components;
using Interconn.Sdk.Datasets;
using Interconn.Sdk.Flows;
using Interconn.Sdk.Hosting;
using Interconn.Sdk.Jobs;
using Interconn.Sdk.Models;
using Interconn.Sdk.Nodes;
using Interconn.Sdk.Projects;
using Interconn.Sdk.Protocol;
using Interconn.Sdk.Transport;

namespace Interconn.Sdk.Client;

/// <summary>
/// Calls one partner. Cheap to make, safe to use from many threads, and never stale: address and key are looked up for each call. Every
/// method throws an <see cref="InterconnException"/> when the call did not succeed: <see cref="InterconnAnswerException"/> when the partner
/// refused, <see cref="InterconnProtocolException"/> when its answer cannot be read, <see cref="InterconnTransportException"/> when none came;
/// and <see cref="OperationCanceledException"/> when the caller cancelled.
/// </summary>
public sealed class InterconnClient
{
    private readonly PartnerRoute route;

    internal InterconnClient(PartnerRoute route)
    {
        this.route = route;
        var core = new PartnerSendCore(route);
        Core = core;
        Nodes = new NodesClient(core);
        Datasets = new DatasetsClient(core);
        Projects = new ProjectsClient(core);
        Components = new ComponentsClient(core);
        Flows = new FlowsClient(core);
        Jobs = new JobsClient(core);
        Models = new ModelsClient(core);
    }

    /// <summary>The partner's node id.</summary>
    public string PartnerNodeId => route.PartnerNodeId;

    /// <summary>Nodes and contracts (section 3).</summary>
    public INodesApi Nodes { get; }

    /// <summary>Datasets (section 4).</summary>
    public IDatasetsApi Datasets { get; }

    /// <summary>Projects (section 5).</summary>
    public IProjectsApi Projects { get; }

    /// <summary>Components (section 6).</summary>
    public IComponentsApi Components { get; }

    /// <summary>Flows (section 7).</summary>
    public IFlowsApi Flows { get; }

    /// <summary>Jobs (section 8).</summary>
    public IJobsApi Jobs { get; }

    /// <summary>Models (section 9).</summary>
    public IModelsApi Models { get; }

    /// <summary>What the interfaces above stand on, for other surfaces over it.</summary>
    internal ISendCore Core { get; }

    /// <summary>The same client with other call options: a trace id, permits to present.</summary>
    /// <param name="options">What goes with every call of the new client.</param>
    /// <returns>A new client; this one is unchanged.</returns>
    public InterconnClient With(InterconnCallOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        return new InterconnClient(route.With(options));
    }

    /// <summary>
    /// Sends a request to a route of the partner's own that is guarded by a signature or a permit. The body is held in memory, since it is
    /// signed before it is sent; nothing is retried. The time limit of <see cref="InterconnOptions.CallTimeout"/> ends with the head of the
    /// answer: how long its body may take is the caller's to say.
    /// </summary>
    /// <param name="request">The request, with an address relative to the partner's, for instance <c>/data/d-01/read</c>.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <returns>The answer as it came, whatever its status; to be disposed by the caller.</returns>
    /// <exception cref="ArgumentException">The address is not relative, or leaves the partner's path base.</exception>
    /// <exception cref="InterconnTransportException">No answer came.</exception>
    /// <exception cref="OperationCanceledException">The caller cancelled.</exception>
    public async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        if (request.RequestUri is not { IsAbsoluteUri: false } relative || !relative.OriginalString.StartsWith('/'))
        {
            throw new ArgumentException("The request needs an address that starts with '/' and is relative to the partner's.", nameof(request));
        }

        return await route.CallAsync(
            request.Method.Method,
            relative.OriginalString.Split('?')[0],
            isSigned: true,
            (call, token) =>
            {
                var target = new Uri(AddressForm.Base(call.Address) + relative.OriginalString);
                if (!AddressForm.IsWithin(target, call.Address))
                {
                    throw new ArgumentException("The address leaves the path base of the partner's.", nameof(request));
                }

                request.RequestUri = target;
                request.Options.Set(OutgoingCall.Key, call);
                return route.HttpFor(call).SendAsync(request, token);
            },
            cancellationToken).ConfigureAwait(false);
    }
}
