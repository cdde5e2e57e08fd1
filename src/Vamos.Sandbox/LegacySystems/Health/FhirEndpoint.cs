namespace Vamos.Sandbox.LegacySystems.Health;

using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

/// <summary>Answers requests as a FHIR server does.</summary>
/// <param name="register">What lies on the server.</param>
/// <param name="token">The bearer token that opens it; null lets everybody in.</param>
internal sealed class FhirEndpoint(FhirRegister register, string? token)
{
    public const string Base = "/fhir/";
    private const int MostOnAPage = 1000;

    private static readonly string[] Searchable = ["Patient", "Immunization", "Coverage", "Encounter"];

    private readonly FhirPages _pages = new();

    public async Task HandleAsync(HttpContext context)
    {
        try
        {
            await RouteAsync(context);
        }
        catch (Exception e) when (e is FormatException or OverflowException)
        {
            await FhirAnswers.RefuseAsync(context, StatusCodes.Status400BadRequest, "value", "Un parámetro no es válido.");
        }
    }

    private async Task RouteAsync(HttpContext context)
    {
        var path = context.Request.Path.Value ?? "";
        if (!path.StartsWith(Base, StringComparison.Ordinal))
        {
            await FhirAnswers.RefuseAsync(context, StatusCodes.Status404NotFound, "not-found", "No hay nada aquí.");
            return;
        }

        var isRead = HttpMethods.IsGet(context.Request.Method);
        var isPost = HttpMethods.IsPost(context.Request.Method);
        var parts = path[Base.Length..].Split('/', StringSplitOptions.RemoveEmptyEntries);
        if (parts is ["metadata"] && isRead)
        {
            await AnswerResourceAsync(context, FhirCapabilities.Statement(), "W/\"capacidades-1\"", register.Loaded);
            return;
        }

        if (token is not null && context.Request.Headers.Authorization != $"Bearer {token}")
        {
            context.Response.Headers.WWWAuthenticate = "Bearer";
            await FhirAnswers.RefuseAsync(context, StatusCodes.Status401Unauthorized, "login", "Falta un token válido.");
            return;
        }

        switch (parts)
        {
            case [] when isRead && context.Request.Query.TryGetValue("_getpages", out var search):
                await AnswerPageAsync(context, search.ToString());
                break;
            case [var type] when isRead && Searchable.Contains(type):
            case [_, "_search"] when isPost && Searchable.Contains(parts[0]):
                await SearchAsync(context, parts[0]);
                break;
            case [var type, var id] when isRead && register.Find(type, id) is { } resource:
                await AnswerResourceAsync(context, resource.Body, resource.ETag, resource.LastUpdated);
                break;
            default:
                await FhirAnswers.RefuseAsync(context, StatusCodes.Status404NotFound, "not-found", "No hay nada aquí.");
                break;
        }
    }

    private static async Task AnswerResourceAsync(HttpContext context, JsonObject resource, string tag, DateTimeOffset modified)
    {
        context.Response.Headers.ETag = tag;
        context.Response.Headers.LastModified = modified.ToString("R", CultureInfo.InvariantCulture);
        if (context.Request.Headers.IfNoneMatch == tag)
            context.Response.StatusCode = StatusCodes.Status304NotModified;
        else
            await FhirAnswers.WriteAsync(context, resource);
    }

    private async Task SearchAsync(HttpContext context, string type)
    {
        IEnumerable<KeyValuePair<string, string>> parameters = context.Request.Query.Select(pair => KeyValuePair.Create(pair.Key, pair.Value.ToString()));
        if (HttpMethods.IsPost(context.Request.Method) && context.Request.HasFormContentType)
        {
            var form = await context.Request.ReadFormAsync(context.RequestAborted);
            parameters = parameters.Concat(form.Select(pair => KeyValuePair.Create(pair.Key, pair.Value.ToString())));
        }

        var query = FhirQuery.Parse(type, parameters);
        if (query.Unknown.Count != 0 && context.Request.Headers["Prefer"].ToString().Contains("handling=strict", StringComparison.Ordinal))
        {
            await FhirAnswers.RefuseAsync(context, StatusCodes.Status400BadRequest, "not-supported", "No se conoce un parámetro.");
            return;
        }

        var found = query.Run(register);
        var count = Math.Clamp(query.Count, 1, MostOnAPage);
        var next = found.Count > count ? NextPage(context, _pages.Keep(found), count, count) : null;
        var warning = query.Unknown.Count == 0 ? null : FhirAnswers.Outcome("warning", "not-supported", "No se conoce un parámetro.");
        await FhirAnswers.WritePageAsync(context, AddressOf(context), found, 0, count, next, warning);
    }

    private async Task AnswerPageAsync(HttpContext context, string search)
    {
        var offset = Number(context, "_offset");
        var count = Math.Clamp(Number(context, "_count"), 1, MostOnAPage);
        if (_pages.Find(search) is not { } found)
        {
            await FhirAnswers.RefuseAsync(context, StatusCodes.Status410Gone, "not-found", "La búsqueda ya no existe.");
            return;
        }

        var next = found.Count - offset > count ? NextPage(context, search, offset + count, count) : null;
        await FhirAnswers.WritePageAsync(context, AddressOf(context), found, offset, count, next, null);
    }

    private static string NextPage(HttpContext context, string token, int offset, int count) =>
        string.Create(CultureInfo.InvariantCulture, $"{AddressOf(context)}?_getpages={token}&_offset={offset}&_count={count}");

    private static int Number(HttpContext context, string name) =>
        int.Parse(context.Request.Query[name].ToString(), NumberStyles.None, CultureInfo.InvariantCulture);

    private static string AddressOf(HttpContext context) => $"{context.Request.Scheme}://{context.Request.Host}{Base}";
}
