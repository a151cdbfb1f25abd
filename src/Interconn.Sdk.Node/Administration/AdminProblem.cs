using Interconn.Sdk.Protocol;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Interconn.Sdk.Node.Administration;

/// <summary>How failures are told an administrator: as problem details (RFC 9457), with the code of the protocol where there is one.</summary>
internal static class AdminProblem
{
    /// <summary>Whether it is a failure that an administrator can do something about. Others are the host's to handle.</summary>
    public static bool IsKnown(Exception exception) => exception is InterconnException or ArgumentException or InvalidOperationException;

    public static IResult Of(Exception exception) => exception switch
    {
        InterconnRequestException refused => Problem(StatusCodes.Status400BadRequest, "The request breaks a rule.", refused),
        InterconnAnswerException answer => Problem(StatusCodes.Status502BadGateway, "The partner refused.", answer),
        InterconnProtocolException answer => Problem(StatusCodes.Status502BadGateway, "The partner's answer cannot be read.", answer),
        InterconnTransportException lost => Problem(StatusCodes.Status504GatewayTimeout, "The partner did not answer.", lost),
        InterconnException known => Problem(InterconnCodes.HttpStatusOf(known.Code), InterconnCodes.TextOf(known.Code), known),
        ArgumentException wrong => TypedResults.Problem(wrong.Message, statusCode: StatusCodes.Status400BadRequest, title: "The request breaks a rule."),
        _ => TypedResults.Problem(exception.Message, statusCode: StatusCodes.Status409Conflict, title: "The node is not set up for this."),
    };

    private static ProblemHttpResult Problem(int status, string title, InterconnException exception)
    {
        var extensions = new Dictionary<string, object?> { ["code"] = exception.Code };
        Add("field", exception.Field);
        Add("partnerNodeId", exception.PartnerNodeId);
        Add("traceId", exception.TraceId);
        return TypedResults.Problem(exception.Message, statusCode: status, title: title, extensions: extensions);

        void Add(string name, string? value)
        {
            if (value is not null)
            {
                extensions[name] = value;
            }
        }
    }
}
