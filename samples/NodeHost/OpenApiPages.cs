using System.Net.Mime;

namespace NodeHost;

/// <summary>The OpenAPI document of the standard's endpoints, and a page that shows it.</summary>
internal static class OpenApiPages
{
    private const string Document = "interconn.openapi.json";

    public static void Map(WebApplication app)
    {
        // A public standard: it says nothing of this node that the paths themselves do not.
        app.MapGet("/openapi/interconn.json", static () => Results.Stream(Open(), MediaTypeNames.Application.Json));

        // Scripts that nobody needs in production are not served there.
        if (app.Environment.IsDevelopment())
        {
            app.UseSwaggerUI(static options =>
            {
                options.DocumentTitle = "interconn";
                // Relative, so that it holds behind a path base.
                options.SwaggerEndpoint("../openapi/interconn.json", "interconn");
                // No button that calls: a browser cannot sign, and what it sends would count as failed calls of its address.
                options.SupportedSubmitMethods();
            });
        }
    }

    private static Stream Open() => typeof(OpenApiPages).Assembly.GetManifestResourceStream(Document)
        ?? throw new InvalidOperationException($"{Document} is not in the assembly: NodeHost.csproj embeds it from docs/openapi.");
}
