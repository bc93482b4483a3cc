using System.Diagnostics.CodeAnalysis;
using System.Reflection;

namespace Xanes.Interop;

/// <summary>Loads the plugin that a manifest names, apart from the host's own assemblies.</summary>
/// <remarks>
/// A manifest can name any assembly, whose code then runs in the host with all its rights, and the models beside it run in its process:
/// load only manifests that you would also run as programs, never one that came with data.
/// </remarks>
public static class PluginLoader
{
    /// <summary>The folder beside a host in which the package Xanes.Plugin puts the plugin.</summary>
    public const string PackageFolder = "xanes";

    /// <summary>Loads the plugin of a manifest.</summary>
    /// <param name="manifestPath">
    /// The path of <c>plugin.yaml</c>. Where it is left out: the one in <see cref="PackageFolder"/> beside the host, else the one in the
    /// host's folder or a folder above it.
    /// </param>
    /// <exception cref="InvalidInputException">The manifest is missing, damaged or for another contract version.</exception>
    /// <exception cref="XanesException">The assembly or its type cannot be loaded.</exception>
    [RequiresUnreferencedCode("Loads an assembly by name; a host compiled ahead of time uses the native library instead.")]
    public static IXanesPlugin Load(string? manifestPath = null)
    {
        var manifest = PluginManifest.Read(manifestPath ?? FindManifest(AppContext.BaseDirectory));
        if (manifest.Contract != PluginManifest.ContractVersion)
        {
            throw new InvalidInputException(
                $"{manifest.Path}: the plugin is made for contract version {manifest.Contract}, this host has {PluginManifest.ContractVersion}; " +
                "install the plugin and Xanes.Interop from one release");
        }

        var assemblyPath = manifest.AssemblyCandidates.FirstOrDefault(File.Exists)
            ?? throw new InvalidInputException(
                $"{manifest.Path}: no plugin assembly at {string.Join(" or ", manifest.AssemblyCandidates)}; build it with 'dotnet build -c Release'");
        try
        {
            var assembly = new PluginLoadContext(assemblyPath).LoadFromAssemblyPath(assemblyPath);
            var type = assembly.GetType(manifest.TypeName)
                ?? throw new InvalidInputException($"{manifest.Path}: {assemblyPath} has no type {manifest.TypeName}; correct 'type'");
            return Activator.CreateInstance(type, manifest) as IXanesPlugin
                ?? throw new InvalidInputException($"{manifest.Path}: {manifest.TypeName} does not implement IXanesPlugin; correct 'type'");
        }
        catch (TargetInvocationException fault) when (fault.InnerException is XanesException inner)
        {
            throw inner;
        }
        catch (Exception fault) when (fault is not XanesException)
        {
            throw new XanesException($"{assemblyPath}: the plugin cannot be loaded ({(fault.InnerException ?? fault).Message}); build it again", fault);
        }
    }

    private static string FindManifest(string folder)
    {
        var packaged = Path.Combine(folder, PackageFolder, PluginManifest.FileName);
        return File.Exists(packaged) ? packaged : PluginManifest.FindFrom(folder) ?? throw new InvalidInputException(
            $"{folder}: no {PluginManifest.FileName} in {PackageFolder} here, nor here or above; add the package Xanes.Plugin, or give the manifest's path");
    }
}
