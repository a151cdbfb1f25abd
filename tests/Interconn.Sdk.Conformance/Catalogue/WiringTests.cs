using System.Reflection;
using System.Runtime.CompilerServices;
using Interconn.Sdk.Client;
using Interconn.Sdk.Components;
using Interconn.Sdk.Datasets;
using Interconn.Sdk.Flows;
using Interconn.Sdk.Jobs;
using Interconn.Sdk.Models;
using Interconn.Sdk.Nodes;
using Interconn.Sdk.Projects;
using Interconn.Sdk.Protocol;

namespace Interconn.Sdk.Conformance.Catalogue;

/// <summary>Every method of a client sends its endpoint, and every endpoint reaches its method of the handler.</summary>
public sealed class WiringTests
{
    private static readonly (string Section, Type Handler, Type Api, string Method)[] Expected =
    [
        ("3.1", typeof(INodeHandler), typeof(INodesApi), "ApplyContractAsync"),
        ("3.2", typeof(INodeHandler), typeof(INodesApi), "ConfirmContractAsync"),
        ("3.3", typeof(INodeHandler), typeof(INodesApi), "TerminateContractAsync"),
        ("3.4", typeof(INodeHandler), typeof(INodesApi), "UpdateNodeAsync"),
        ("3.5", typeof(INodeHandler), typeof(INodesApi), "QueryContractAsync"),
        ("3.6", typeof(INodeHandler), typeof(INodesApi), "QueryNodeAsync"),
        ("3.7", typeof(INodeHandler), typeof(INodesApi), "CheckHealthAsync"),
        ("4.1", typeof(IDatasetHandler), typeof(IDatasetsApi), "ListAsync"),
        ("4.2", typeof(IDatasetHandler), typeof(IDatasetsApi), "QueryAsync"),
        ("4.3", typeof(IDatasetHandler), typeof(IDatasetsApi), "ApplyAuditAsync"),
        ("4.4", typeof(IDatasetHandler), typeof(IDatasetsApi), "ConfirmAuditAsync"),
        ("4.5", typeof(IDatasetHandler), typeof(IDatasetsApi), "TerminateAuditAsync"),
        ("4.6", typeof(IDatasetHandler), typeof(IDatasetsApi), "QueryAuditAsync"),
        ("5.1", typeof(IProjectHandler), typeof(IProjectsApi), "ApplyAuditAsync"),
        ("5.2", typeof(IProjectHandler), typeof(IProjectsApi), "ConfirmAuditAsync"),
        ("5.3", typeof(IProjectHandler), typeof(IProjectsApi), "TerminateAuditAsync"),
        ("5.4", typeof(IProjectHandler), typeof(IProjectsApi), "QueryAuditAsync"),
        ("5.5", typeof(IProjectHandler), typeof(IProjectsApi), "ListAsync"),
        ("5.6", typeof(IProjectHandler), typeof(IProjectsApi), "QueryAsync"),
        ("6.1", typeof(IComponentHandler), typeof(IComponentsApi), "ListAsync"),
        ("6.2", typeof(IComponentHandler), typeof(IComponentsApi), "QueryAsync"),
        ("7.1", typeof(IFlowHandler), typeof(IFlowsApi), "ApplyAuditAsync"),
        ("7.2", typeof(IFlowHandler), typeof(IFlowsApi), "ConfirmAuditAsync"),
        ("7.3", typeof(IFlowHandler), typeof(IFlowsApi), "TerminateAuditAsync"),
        ("7.4", typeof(IFlowHandler), typeof(IFlowsApi), "QueryAuditAsync"),
        ("8.1", typeof(IJobHandler), typeof(IJobsApi), "ApplyAuditAsync"),
        ("8.2", typeof(IJobHandler), typeof(IJobsApi), "ConfirmAuditAsync"),
        ("8.3", typeof(IJobHandler), typeof(IJobsApi), "TerminateAuditAsync"),
        ("9.1", typeof(IModelHandler), typeof(IModelsApi), "ApplyAuditAsync"),
        ("9.2", typeof(IModelHandler), typeof(IModelsApi), "ConfirmAuditAsync"),
        ("9.3", typeof(IModelHandler), typeof(IModelsApi), "TerminateAuditAsync"),
        ("9.4", typeof(IModelHandler), typeof(IModelsApi), "QueryAuditAsync"),
    ];

    private static IEnumerable<TestCaseData> Endpoints() =>
        Expected.Select(entry => new TestCaseData(entry.Section, entry.Handler, entry.Api, entry.Method));

    [TestCaseSource(nameof(Endpoints))]
    public async Task Invoke_OfAnEndpoint_ReachesItsMethodWithWhatWasGiven(string section, Type handler, Type api, string method)
    {
        InterconnEndpoint endpoint = InterconnEndpoints.Find(section)!;
        Assert.That(endpoint.HandlerType, Is.EqualTo(handler));
        object proxy = DispatchProxy.Create(handler, typeof(HandlerProbe));
        object request = RuntimeHelpers.GetUninitializedObject(endpoint.RequestTypeInfo.Type);
        var context = new InterconnContext { CallerNodeId = "caller", TraceId = "trace" };
        using var stop = new CancellationTokenSource();

        object answer = await endpoint.Invoke(new OneService(handler, proxy), request, context, stop.Token)!.Value;

        var probe = (HandlerProbe)proxy;
        Assert.That(probe.Method, Is.EqualTo(method));
        Assert.That(probe.Arguments, Is.EqualTo(section == "3.7" ? [context, stop.Token] : new[] { request, context, stop.Token }));
        Assert.That(answer, Is.InstanceOf(endpoint.ResponseTypeInfo.Type));
    }

    [TestCaseSource(nameof(Endpoints))]
    public void Invoke_WithoutHandler_GivesNull(string section, Type handler, Type api, string method)
    {
        InterconnEndpoint endpoint = InterconnEndpoints.Find(section)!;
        var context = new InterconnContext { CallerNodeId = "caller", TraceId = "trace" };
        Assert.That(endpoint.Invoke(new OneService(typeof(string), ""), new object(), context, CancellationToken.None), Is.Null);
    }

    [TestCaseSource(nameof(Endpoints))]
    public void Invoke_MethodThatTheHostDidNotWrite_AnswersNotServed(string section, Type handler, Type api, string method)
    {
        InterconnEndpoint endpoint = InterconnEndpoints.Find(section)!;
        object request = RuntimeHelpers.GetUninitializedObject(endpoint.RequestTypeInfo.Type);
        var context = new InterconnContext { CallerNodeId = "caller", TraceId = "trace" };
        InterconnException? refusal = Assert.ThrowsAsync<InterconnException>(
            async () => await endpoint.Invoke(new OneService(handler, new NothingServed()), request, context, CancellationToken.None)!.Value);
        Assert.That(refusal.Code, Is.EqualTo(50101));
    }

    [TestCaseSource(nameof(Endpoints))]
    public async Task ClientMethod_Called_SendsItsEndpointAndGivesTheAnswer(string section, Type handler, Type api, string method)
    {
        var core = new SendProbe();
        InterconnEndpoint endpoint = InterconnEndpoints.Find(section)!;
        object request = RuntimeHelpers.GetUninitializedObject(endpoint.RequestTypeInfo.Type);
        using var stop = new CancellationTokenSource();

        var sent = (Task)api.GetMethod(method)!.Invoke(ClientOf(api, core), section == "3.7" ? [stop.Token] : [request, stop.Token])!;
        await sent;

        Assert.That(core.Endpoint, Is.SameAs(endpoint));
        Assert.That(core.Request, section == "3.7" ? Is.SameAs(NoData.Instance) : Is.SameAs(request));
        Assert.That(core.Token, Is.EqualTo(stop.Token));
        Assert.That(sent.GetType().GetProperty("Result")!.GetValue(sent), Is.SameAs(core.Answer));
    }

    [Test]
    public void Interfaces_All_HaveAMethodPerEndpointAndNoOther()
    {
        foreach (IGrouping<Type, string> api in Expected.GroupBy(entry => entry.Api, entry => entry.Method))
        {
            Assert.That(api.Key.GetMethods().Select(method => method.Name), Is.EquivalentTo(api), api.Key.Name);
        }

        foreach (IGrouping<Type, string> handler in Expected.GroupBy(entry => entry.Handler, entry => entry.Method))
        {
            Assert.That(handler.Key.GetMethods().Select(method => method.Name), Is.EquivalentTo(handler), handler.Key.Name);
        }
    }

    private static object ClientOf(Type api, ISendCore core) => api.Name switch
    {
        nameof(INodesApi) => new NodesClient(core),
        nameof(IDatasetsApi) => new DatasetsClient(core),
        nameof(IProjectsApi) => new ProjectsClient(core),
        nameof(IComponentsApi) => new ComponentsClient(core),
        nameof(IFlowsApi) => new FlowsClient(core),
        nameof(IJobsApi) => new JobsClient(core),
        _ => new ModelsClient(core),
    };

    private sealed class NothingServed :
        INodeHandler, IDatasetHandler, IProjectHandler, IComponentHandler, IFlowHandler, IJobHandler, IModelHandler;

    private sealed class OneService(Type type, object service) : IServiceProvider
    {
        public object? GetService(Type serviceType) => serviceType == type ? service : null;
    }

    private sealed class SendProbe : ISendCore
    {
        public InterconnEndpoint? Endpoint { get; private set; }

        public object? Request { get; private set; }

        public object? Answer { get; private set; }

        public CancellationToken Token { get; private set; }

        public Task<TResponse> SendAsync<TRequest, TResponse>(
            TypedEndpoint<TRequest, TResponse> endpoint, TRequest request, CancellationToken cancellationToken)
            where TRequest : class
            where TResponse : class
        {
            var answer = (TResponse)RuntimeHelpers.GetUninitializedObject(typeof(TResponse));
            (Endpoint, Request, Answer, Token) = (endpoint, request, answer, cancellationToken);
            return Task.FromResult(answer);
        }
    }

    /// <summary>Stands in for a handler: notes what was called and answers an empty answer of the right type.</summary>
    public class HandlerProbe : DispatchProxy
    {
        public string? Method { get; private set; }

        public IReadOnlyList<object?>? Arguments { get; private set; }

        protected override object? Invoke(MethodInfo? targetMethod, object?[]? args)
        {
            (Method, Arguments) = (targetMethod!.Name, args);
            if (targetMethod.ReturnType == typeof(Task))
            {
                return Task.CompletedTask;
            }

            Type answer = targetMethod.ReturnType.GetGenericArguments()[0];
            return typeof(Task).GetMethod(nameof(Task.FromResult))!.MakeGenericMethod(answer)
                .Invoke(null, [RuntimeHelpers.GetUninitializedObject(answer)]);
        }
    }
}
