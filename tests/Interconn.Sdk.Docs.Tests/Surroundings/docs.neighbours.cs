internal sealed class MyHandler : IDpaCallbackHandler
{
    public Task HandleAsync(PlanCallback callback, CancellationToken cancellationToken) => throw new NotSupportedException();
}
