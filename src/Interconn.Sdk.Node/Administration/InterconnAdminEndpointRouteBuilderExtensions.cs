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
    /// <param name="node">The name of the node, where it was registered under one. Give each a <paramref name="pattern"/> of its own.</param>
    /// <returns>A builder for conventions that apply to all of them, for instance an authorization policy.</returns>
    /// <exception cref="InvalidOperationException">No ready-made node is registered.</exception>
    public static IEndpointConventionBuilder MapInterconnAdmin(
        this IEndpointRouteBuilder endpoints, string pattern = "/interconn/admin", string? node = null)
    {
        ArgumentNullException.ThrowIfNull(endpoints);
        IServiceProvider services = node is null ? endpoints.ServiceProvider : endpoints.ServiceProvider.GetInterconnServices(node);
        if (services.GetService<InterconnNode>() is null)
        {
            throw new InvalidOperationException("No ready-made node is registered. Call AddNode() on the builder of AddInterconn before the application is built.");
        }

        RouteGroupBuilder group = endpoints.MapGroup(pattern);
        Get("/node", AdminRoutes.ShowNodeAsync);
        Get("/contracts", AdminRoutes.ListContractsAsync);
        Post("/contracts", AdminRoutes.ApplyForContractAsync);
        Get("/contracts/{partner}/{id}", AdminRoutes.ShowContractAsync);
        Post("/contracts/{partner}/{id}/terminate", AdminRoutes.TerminateContractAsync);
        Post("/contracts/{partner}/{id}/inquire", AdminRoutes.InquireContractAsync);
        Post("/contracts/{partner}/{id}/keys/{fingerprint}/accept", AdminRoutes.AcceptKeyAsync);
        Post("/contracts/{partner}/{id}/keys/refuse", AdminRoutes.RefuseKeysAsync);
        Get("/approvals", AdminRoutes.ListApprovalsAsync);
        Post("/approvals/{kind}/{partner}/{id}/approve", AdminRoutes.ApproveAsync);
        Post("/approvals/{kind}/{partner}/{id}/reject", AdminRoutes.RejectAsync);
        Get("/audits", AdminRoutes.ListAuditsAsync);
        Post("/audits/{resource}/{partner}", AdminRoutes.ApplyForAuditAsync);
        Get("/audits/{resource}/{partner}/{id}", AdminRoutes.ShowAuditAsync);
        Post("/audits/{resource}/{partner}/{id}/terminate", AdminRoutes.TerminateAuditAsync);
        Post("/audits/{resource}/{partner}/{id}/inquire", AdminRoutes.InquireAuditAsync);
        Get("/permits/held/{partner}", AdminRoutes.ListHeldPermitsAsync);
        Get("/permits/issued/{id}", AdminRoutes.ShowIssuedPermitAsync);
        Post("/permits/issued/{id}/revoke", AdminRoutes.RevokePermitAsync);
        Get("/outbox", AdminRoutes.ListMessagesAsync);
        Get("/outbox/{id}", AdminRoutes.ShowMessageAsync);
        Post("/outbox/{id}/resend", AdminRoutes.ResendMessageAsync);
        Post("/outbox/{id}/discard", AdminRoutes.DiscardMessageAsync);
        Get("/keys/outdated", AdminRoutes.ListOutdatedAsync);
        Post("/keys/announce", AdminRoutes.AnnounceAsync);
        return group.RequireAuthorization();

        void Get(string route, Func<AdminCall, Task<IResult>> serve) =>
            group.MapMethods(route, [HttpMethods.Get], http => ServeAsync(http, services, serve));

        void Post(string route, Func<AdminCall, Task<IResult>> serve) =>
            group.MapMethods(route, [HttpMethods.Post], http => IsJson(http.Request)
                ? ServeAsync(http, services, serve)
                : TypedResults.Problem(
                    "Send Content-Type: application/json, with or without a body.", statusCode: StatusCodes.Status415UnsupportedMediaType).ExecuteAsync(http));
    }

    private static bool IsJson(HttpRequest request) =>
        MediaTypeHeaderValue.TryParse(request.ContentType, out MediaTypeHeaderValue? type) && type.MediaType.Equals(JsonMediaType, StringComparison.OrdinalIgnoreCase);

    private static async Task ServeAsync(HttpContext http, IServiceProvider services, Func<AdminCall, Task<IResult>> serve)
    {
        IResult result;
        try
        {
            result = await serve(new AdminCall(http, services)).ConfigureAwait(false);
        }
        catch (Exception exception) when (AdminProblem.IsKnown(exception) && !http.RequestAborted.IsCancellationRequested)
        {
            result = AdminProblem.Of(exception);
        }

        await result.ExecuteAsync(http).ConfigureAwait(false);
    }
}
