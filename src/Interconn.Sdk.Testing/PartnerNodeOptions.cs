using Interconn.Sdk.Components;
using Interconn.Sdk.Hosting;
using Interconn.Sdk.Node.Catalogs;
using Interconn.Sdk.Projects;
using Interconn.Sdk.Signing;

namespace Interconn.Sdk.Testing;

/// <summary>What a <see cref="PartnerNode"/> is. All of it can be left as it is.</summary>
public sealed class PartnerNodeOptions
{
    /// <summary>The node id of a partner of which nothing else is said.</summary>
    public const string DefaultNodeId = "JG0100001100000000";

    /// <summary>The id of the partner: letters, digits, and <c>. _ : -</c>, at most 128; <see cref="DefaultNodeId"/> by default.</summary>
    public string NodeId { get; set; } = DefaultNodeId;

    /// <summary>The partner's clock; null for the system's. Give it the one that the host under test has.</summary>
    public TimeProvider? TimeProvider { get; set; }

    /// <summary>Whether it approves whatever may be approved without a person, as it was asked for; true by default. Otherwise its test decides.</summary>
    public bool AutoApprove { get; set; } = true;

    /// <summary>The partner's key, which is not disposed with it; null for a new one for <c>SHA256_ECDSA</c>.</summary>
    public ISigningKey? Key { get; set; }

    /// <summary>
    /// Its datasets; null for three samples: <c>ds-customers</c> and <c>ds-loans</c>, which everybody finds, and <c>ds-risk</c>, which is not public.
    /// </summary>
    public IReadOnlyList<CatalogDataset>? Datasets { get; set; }

    /// <summary>Its projects; null for one sample, <c>prj-credit</c>, in which every partner that asks takes part.</summary>
    public IReadOnlyList<ProjectDetail>? Projects { get; set; }

    /// <summary>The components of its platform; null for two samples, <c>psi</c> and <c>logistic-regression</c>, both in version 1.0.0.</summary>
    public IReadOnlyList<ComponentDetail>? Components { get; set; }

    /// <summary>
    /// Has the last word on the partner's services: handlers, stores, a policy of its own, further settings by <c>builder.Services.Configure</c>, logging. Null leaves
    /// them.
    /// </summary>
    public Action<InterconnBuilder>? Configure { get; set; }
}
