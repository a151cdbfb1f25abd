using Interconn.Sdk.Protocol;
using Interconn.Sdk.Signing;

namespace Interconn.Sdk.AspNetCore.Pipeline;

/// <summary>Reads the credential that 3.1, 3.2 and 3.4 bring. A key that does not fit is refused before anything is stored.</summary>
internal static class CredentialStage
{
    public static Refusal? Read(IncomingCall call, CredentialReader reader)
    {
        if (call.Request is not IBringsCredential { AuthType: string authType, AuthCredential: string credential })
        {
            return null;
        }

        try
        {
            call.OfferedCredential = reader.Read(authType, credential);
            return null;
        }
        catch (InterconnException exception)
        {
            return new Refusal(exception.Code, exception.Message, exception.Field);
        }
    }
}
