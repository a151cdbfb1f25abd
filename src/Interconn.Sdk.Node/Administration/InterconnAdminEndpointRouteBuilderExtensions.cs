using Interconn.Sdk.Node;
using Interconn.Sdk.Node.Administration;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Net.Http.Headers;

// The namespace of every MapX of the framework, so that a host needs no further using to find it.
#pragma warning disable IDE0130
namespace Microsoft.AspNetCore.Builder;
#pragma warning restore IDE0130

/// <summary>Serves the administrator's view of the ready-made node over HTTP, for the host's own back office.</summary>
public static class InterconnAdminEndpointRouteBuilderExtensions
{
    private const string JsonMediaType = "application/json";

    /// <summary>
    /// Maps the administrator's routes: what <see cref="InterconnNode"/> does, with JSON and, for failures, problem details. They demand the
    /// host's authorization, by its default policy unless another is put on what is returned; a host without authorization must say
    /// <c>AllowAnonymous()</c>. A request that changes something must be of type application/json, so that no page of another site can send it.
    /// </summary>
    /// <param name="endpoints">The routes of the host.</param>
    /// <param name="pattern">What the routes start with.</param>
    /// <returns>A builder for conventions that apply to all of them, for instance an authorization policy.</returns>
    /// <exception cref="InvalidOperationException">No ready-made node is registered.</exception>
    public static IEndpointConventionBuilder MapInterconnAdmin(this IEndpointRouteBuilder endpoints, string pattern = "/interconn/admin")
    {
        ArgumentNullException.ThrowIfNull(endpoints);
        if (endpoints.ServiceProvider.GetService<InterconnNode>() is null)
        {
            throw new InvalidOperationException("No ready-made node is registered. Call builder.Services.AddInterconn(…).AddNode() before the application is built.");
        }

        RouteGroupBuilder group = endpoints.MapGroup(pattern);
        Get(group, "/node", AdminRoutes.ShowNodeAsync);
        Get(group, "/contracts", AdminRoutes.ListContractsAsync);
        Post(group, "/contracts", AdminRoutes.ApplyForContractAsync);
        Get(group, "/contracts/{partner}/{id}", AdminRoutes.ShowContractAsync);
        Post(group, "/contracts/{partner}/{id}/terminate", AdminRoutes.TerminateContractAsync);
        Post(group, "/contracts/{partner}/{id}/inquire", AdminRoutes.InquireContractAsync);
        Post(group, "/contracts/{partner}/{id}/keys/{fingerprint}/accept", AdminRoutes.AcceptKeyAsync);
        Post(group, "/contracts/{partner}/{id}/keys/refuse", AdminRoutes.RefuseKeysAsync);
        Get(group, "/approvals", AdminRoutes.ListApprovalsAsync);
        Post(group, "/approvals/{kind}/{partner}/{id}/approve", AdminRoutes.ApproveAsync);
        Post(group, "/approvals/{kind}/{partner}/{id}/reject", AdminRoutes.RejectAsync);
        Get(group, "/audits", AdminRoutes.ListAuditsAsync);
        Post(group, "/audits/{resource}/{partner}", AdminRoutes.ApplyForAuditAsync);
        Get(group, "/audits/{resource}/{partner}/{id}", AdminRoutes.ShowAuditAsync);
        Post(group, "/audits/{resource}/{partner}/{id}/terminate", AdminRoutes.TerminateAuditAsync);
        Post(group, "/audits/{resource}/{partner}/{id}/inquire", AdminRoutes.InquireAuditAsync);
        Get(group, "/permits/held/{partner}", AdminRoutes.ListHeldPermitsAsync);
        Get(group, "/permits/issued/{id}", AdminRoutes.ShowIssuedPermitAsync);
        Post(group, "/permits/issued/{id}/revoke", AdminRoutes.RevokePermitAsync);
        Get(group, "/outbox", AdminRoutes.ListMessagesAsync);
        Get(group, "/outbox/{id}", AdminRoutes.ShowMessageAsync);
        Post(group, "/outbox/{id}/resend", AdminRoutes.ResendMessageAsync);
        Post(group, "/outbox/{id}/discard", AdminRoutes.DiscardMessageAsync);
        Get(group, "/keys/outdated", AdminRoutes.ListOutdatedAsync);
        Post(group, "/keys/announce", AdminRoutes.AnnounceAsync);
        return group.RequireAuthorization();
    }

    private static void Get(RouteGroupBuilder group, string pattern, Func<AdminCall, Task<IResult>> serve) =>
        group.MapMethods(pattern, [HttpMethods.Get], http => ServeAsync(http, serve));

    private static void Post(RouteGroupBuilder group, string pattern, Func<AdminCall, Task<IResult>> serve) =>
        group.MapMethods(pattern, [HttpMethods.Post], http => IsJson(http.Request)
            ? ServeAsync(http, serve)
            : TypedResults.Problem(
                "Send Content-Type: application/json, with or without a body.", statusCode: StatusCodes.Status415UnsupportedMediaType).ExecuteAsync(http));

    private static bool IsJson(HttpRequest request) =>
        MediaTypeHeaderValue.TryParse(request.ContentType, out MediaTypeHeaderValue? type) && type.MediaType.Equals(JsonMediaType, StringComparison.OrdinalIgnoreCase);

    private static async Task ServeAsync(HttpContext http, Func<AdminCall, Task<IResult>> serve)
    {
        IResult result;
        try
        {
            result = await serve(new AdminCall(http)).ConfigureAwait(false);
        }
        catch (Exception exception) when (AdminProblem.IsKnown(exception) && !http.RequestAborted.IsCancellationRequested)
        {
            result = AdminProblem.Of(exception);
        }

        await result.ExecuteAsync(http).ConfigureAwait(false);
    }
}
