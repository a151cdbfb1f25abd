using Interconn.Sdk.Protocol;

namespace Interconn.Sdk.AspNetCore.Pipeline;

/// <summary>What the guards of one route of the host's own demand together. Filled while routes are built, read while they serve.</summary>
internal sealed class RouteGuard(string? node)
{
    private PermitRequirement? permit;
    private long? maxBody;
    private RouteDemand? demand;

    public void Add(PermitRequirement? requirement, long? limit, string? guardNode)
    {
        if (guardNode != node)
        {
            throw new InvalidOperationException(
                $"A route is guarded for two nodes, {Spell(node)} and {Spell(guardNode)}. A call is for one node: give all guards of the route the same name.");
        }

        if (requirement is not null && permit is not null && !ReferenceEquals(requirement, permit))
        {
            throw new InvalidOperationException(
                "A route demands two permits. One call spends one permit: guard the route once, with RequireInterconnPermit on the route itself.");
        }

        permit ??= requirement;
        maxBody = limit ?? maxBody;
    }

    public RouteDemand DemandFor(string name, long defaultMaxBody) => demand ??= new RouteDemand
    {
        Signature = SignatureDemand.Contract,
        Permit = permit,
        MaxBody = maxBody ?? defaultMaxBody,
        Name = name,
    };

    private static string Spell(string? node) => node is null ? "the one without a name" : $"'{node}'";
}
