using Interconn.Sdk.JkstackDpa.Callbacks;

namespace Interconn.Sdk.JkstackDpa.AspNetCore.Tests;

public sealed class ScriptedCallbackHandler(CallbackScript script) : IDpaCallbackHandler
{
    public Task HandleAsync(PlanCallback callback, CancellationToken cancellationToken) => script.TakeAsync(callback, cancellationToken);
}
