using System.Reflection;

namespace Refit;

public static class RestService
{
    public static T For<T>(HttpClient client, RefitSettings? settings)
    {
        T api = DispatchProxy.Create<T, RestProxy>();
        ((RestProxy)(object)api!).Start(client, settings ?? throw new ArgumentNullException(nameof(settings)));
        return api;
    }
}
