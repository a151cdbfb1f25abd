using System.Text.Json;
using Interconn.Sdk.Neighbours;
using Interconn.Sdk.Transport;

namespace Interconn.Sdk.HuaweiBcs.Protocol;

/// <summary>What an answer of failure says, in whichever of the three spellings the parts of the product use.</summary>
/// <param name="Code">Its code.</param>
/// <param name="Msg">Its text, or null.</param>
internal sealed record HuaweiBcsError(string Code, string? Msg)
{
    // The data share's own, its agent's, and that of the management plane.
    private static readonly (string Code, string Msg)[] Spellings =
        [("errorCode", "errorMsg"), ("error_code", "error_message"), ("error_code", "error_msg")];

    /// <summary>Reads it, under whatever status it came; null where the answer is none.</summary>
    public static HuaweiBcsError? TryRead(HttpAnswer answer)
    {
        if (!answer.IsJson || NeighbourJson.TryReadObject(answer) is not JsonElement root)
        {
            return null;
        }

        HuaweiBcsError? error = null;
        foreach ((string codeName, string msgName) in Spellings)
        {
            if (NeighbourJson.TextOf(root, codeName) is string code)
            {
                string? msg = NeighbourJson.TextOf(root, msgName);
                error ??= new HuaweiBcsError(code, msg);
                error = error.Msg is null ? error with { Msg = msg } : error;
            }
        }

        return error;
    }
}
